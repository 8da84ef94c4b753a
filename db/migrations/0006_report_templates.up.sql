-- The customer's own document for the reports of a checklist; checks of every version use it.
alter table templates
  add column report_template_key text,
  add column report_template_extension text constraint templates_report_template_kind check (
    report_template_extension in ('fodt', 'odt', 'docx')
  ),
  add constraint templates_report_template_whole check (
    (report_template_key is null) = (report_template_extension is null)
  );
