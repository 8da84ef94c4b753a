create table actions (
  id uuid primary key,
  -- Null for what nobody found in a check.
  check_id uuid references checks,
  question_id text,
  origin text not null constraint actions_origin_known check (origin in ('rule', 'person')),
  -- The revision of the answer for which a rule made it.
  answer_revision integer,
  title text not null,
  description text,
  priority text not null constraint actions_priority_known check (priority in ('low', 'medium', 'high')),
  owner_id uuid not null references users,
  -- The check's area, else the owner's when it was made.
  area_id uuid references areas,
  status text not null default 'open' constraint actions_status_known check (
    status in ('open', 'in_progress', 'done', 'verified', 'returned', 'cancelled')
  ),
  -- Rises with each change that a person or Bitrix24 sees; moments of the escalation leave it.
  revision integer not null default 1,
  -- Number of the last fact or move: what the workflow has heard of is told by this number alone.
  fact_seq bigint not null default 0,
  due_at timestamptz(3) not null,
  due_version integer not null default 1,
  armed_at timestamptz(3) not null,
  -- Until when done work is to be verified.
  verify_due_at timestamptz(3),
  verify_version integer not null default 0,
  escalation_level integer not null default 0,
  evidence_required boolean not null default false,
  files uuid[] not null default '{}',
  -- Files brought since it was opened or last returned.
  evidence_count integer not null default 0,
  created_by uuid references users,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  done_at timestamptz(3),
  done_by uuid references users,
  -- When it was verified or cancelled.
  ended_at timestamptz(3),
  verified_by uuid references users,
  -- Its counterpart outside; null where it has none.
  external_system text constraint actions_external_system_known check (external_system in ('bitrix24')),
  external_id text,
  sync_status text constraint actions_sync_status_known check (sync_status in ('pending', 'synced', 'failed')),
  sync_error text,
  last_sync_at timestamptz(3),
  constraint actions_rule_names_answer check (
    origin = 'person' or (check_id is not null and question_id is not null and answer_revision is not null)
  ),
  constraint actions_question_has_check check (question_id is null or check_id is not null),
  constraint actions_done_has_time check (status <> 'done' or (done_at is not null and verify_due_at is not null)),
  constraint actions_end_has_time check ((status in ('verified', 'cancelled')) = (ended_at is not null)),
  constraint actions_external_has_sync check ((external_system is null) = (sync_status is null)),
  constraint actions_external_id_has_system check (external_id is null or external_system is not null)
);
create index actions_by_age on actions (created_at desc, id desc);
create index actions_owner on actions (owner_id, created_at desc);
create index actions_area on actions (area_id, created_at desc);
create index actions_check on actions (check_id);
create index actions_running on actions (due_at) where status in ('open', 'in_progress', 'returned');
create index actions_unsynced on actions (sync_status) where sync_status in ('pending', 'failed');
create unique index actions_external_once on actions (external_system, external_id) where external_id is not null;
-- One failed answer never makes two, and while one is under way no other is made for the same question.
create unique index actions_answer_once on actions (check_id, question_id, answer_revision) where origin = 'rule';
create unique index actions_question_once on actions (check_id, question_id)
  where origin = 'rule' and status not in ('verified', 'cancelled');

-- Moves of the action and moments of its escalation. A key makes each happen once.
create table action_events (
  id uuid primary key,
  action_id uuid not null references actions,
  seq bigint not null,
  kind text not null,
  at timestamptz(3) not null default now(),
  planned_at timestamptz(3),
  actor_kind text not null,
  actor_id uuid references users,
  data jsonb not null default '{}',
  key text,
  constraint action_events_once unique (action_id, key)
);
create index action_events_action on action_events (action_id, seq);

create table action_comments (
  id uuid primary key,
  action_id uuid not null references actions,
  seq bigint not null,
  text text not null,
  files uuid[] not null default '{}',
  -- Null for somebody outside whom nobody here is known to be; then the name stands beside.
  author_id uuid references users,
  author_name text,
  -- Its counterpart outside, so that none is carried over twice.
  external_id text,
  created_at timestamptz(3) not null default now(),
  constraint action_comments_has_author check (author_id is not null or author_name is not null),
  constraint action_comments_external_once unique (action_id, external_id)
);
create index action_comments_action on action_comments (action_id, seq);

alter table files add column action_id uuid references actions;
create index files_action on files (action_id) where action_id is not null;
