-- By these retention finds each night what is old enough to go.
create index files_unattached on files (created_at)
  where check_id is null and action_id is null and template_id is null;
create index files_object on files (object_key);
create index files_thumbnail on files (thumbnail_key) where thumbnail_key is not null;
create index reports_object on reports (object_key) where object_key is not null;
create index notices_read on notices (read_at) where read_at is not null;
create index sessions_end on sessions (expires_at);
