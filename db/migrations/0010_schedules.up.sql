create table schedules (
  id uuid primary key,
  name text not null,
  -- The plan in force: a row of schedule_versions.
  version integer not null default 1,
  -- Every slot before this moment is on record.
  settled_until timestamptz(3) not null,
  created_by uuid references users,
  created_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3)
);
create index schedules_by_age on schedules (created_at desc, id desc) where deleted_at is null;
create unique index schedules_name_taken on schedules (lower(name)) where deleted_at is null;

-- Each edit, pause and resume is a version: what was planned at a moment is told by the version in force then.
create table schedule_versions (
  schedule_id uuid not null references schedules,
  version integer not null,
  effective_from timestamptz(3) not null,
  enabled boolean not null,
  cron_expression text not null,
  time_zone text not null,
  template_id uuid not null references templates,
  executor_ids uuid[] not null,
  assignment text not null constraint schedules_assignment_known check (assignment in ('each', 'rotate')),
  area_id uuid references areas,
  jitter text,
  "window" text,
  skip_holidays boolean not null,
  primary key (schedule_id, version),
  constraint schedules_executors_counted check (cardinality(executor_ids) between 1 and 200)
);
create index schedule_versions_template on schedule_versions (template_id);

-- A planned moment that has come: on record once, whoever comes first with it.
create table slots (
  id uuid primary key,
  schedule_id uuid not null references schedules,
  schedule_version integer not null,
  key text not null,
  slot_at timestamptz(3) not null,
  origin text not null constraint slots_origin_known check (origin in ('schedule', 'reconcile', 'run')),
  recorded_at timestamptz(3) not null,
  constraint slots_once unique (schedule_id, key),
  constraint slots_moment_once unique (schedule_id, slot_at)
);

-- What became of the slot for each executor: a check, or the cause why there is none.
create table slot_entries (
  slot_id uuid not null references slots,
  executor_id uuid references users,
  check_id uuid references checks,
  cause text constraint slots_cause_known check (
    cause in ('outage', 'paused', 'no_active_executor', 'holiday', 'template_archived')
  ),
  constraint slots_executor_once unique nulls not distinct (slot_id, executor_id),
  constraint slots_opened_or_explained check ((check_id is null) <> (cause is null)),
  constraint slots_check_has_executor check (check_id is null or executor_id is not null)
);
create index slot_entries_check on slot_entries (check_id) where check_id is not null;
