-- Small tables never reach the share of changes at which they would be analysed, and without statistics the planner takes
-- them for large ones: a list of checks then joins every check before it sorts.
alter table roles set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
alter table calendars set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
alter table areas set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
alter table users set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
alter table templates set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
alter table template_versions set (autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0.1);
