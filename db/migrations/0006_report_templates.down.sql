alter table templates
  drop constraint templates_report_template_whole,
  drop column report_template_extension,
  drop column report_template_key;
