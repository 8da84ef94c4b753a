alter table template_versions reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
alter table templates reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
alter table users reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
alter table areas reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
alter table calendars reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
alter table roles reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
