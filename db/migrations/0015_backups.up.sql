-- Each copy of this database that was made or tried. What a copy needs to be restored lies beside it in S3, since after
-- a loss this table is lost too.
create table backups (
  id uuid primary key,
  -- What it counts as when old copies are removed: the first of a month, of a week, or of a day.
  kind text not null constraint backups_kind_known check (kind in ('daily', 'weekly', 'monthly')),
  status text not null default 'running' constraint backups_status_known check (
    status in ('running', 'done', 'failed', 'removed')
  ),
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  size_bytes bigint,
  sha256 text,
  object_key text not null,
  -- Which files the copy's rows name, and which of them were there.
  manifest_key text not null,
  files integer,
  missing_files integer,
  -- The last migration.
  schema_version text,
  audit_head_seq bigint,
  audit_head_hash text,
  error text,
  constraint backups_done_is_whole check (
    status <> 'done' or (finished_at is not null and size_bytes is not null and sha256 is not null
      and audit_head_seq is not null and audit_head_hash is not null)
  ),
  constraint backups_failed_has_error check (status <> 'failed' or error is not null)
);
create index backups_by_age on backups (started_at desc, id desc);
