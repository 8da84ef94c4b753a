create table checks (
  id uuid primary key,
  template_id uuid not null,
  template_version integer not null,
  title text not null,
  executor_id uuid not null references users,
  former_answerer_ids uuid[] not null default '{}',
  area_id uuid references areas,
  status text not null default 'open' constraint checks_status_known check (
    status in ('open', 'in_progress', 'submitted', 'completed', 'missed', 'declined', 'cancelled')
  ),
  revision integer not null default 1,
  -- Number of the last fact (answer, comment, move): what the workflow has heard of is told by this number alone.
  fact_seq bigint not null default 0,
  due_at timestamptz(3) not null,
  due_version integer not null default 1,
  armed_at timestamptz(3) not null,
  miss_not_before timestamptz(3),
  review_due_at timestamptz(3),
  review_version integer not null default 0,
  reviewer_ids uuid[] not null default '{}',
  escalation_level integer not null default 0,
  answered_count integer not null default 0,
  required_count integer not null default 0,
  question_count integer not null default 0,
  score numeric(5, 2),
  verdict text constraint checks_verdict_known check (verdict in ('pass', 'fail')),
  created_by uuid references users,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  submitted_at timestamptz(3),
  completed_at timestamptz(3),
  foreign key (template_id, template_version) references template_versions,
  constraint checks_completed_has_verdict check (status <> 'completed' or verdict is not null),
  constraint checks_submitted_has_time check (status <> 'submitted' or submitted_at is not null),
  constraint checks_started_has_time check (status <> 'in_progress' or started_at is not null)
) with (fillfactor = 70);
create index checks_by_age on checks (created_at desc, id desc);
create index checks_executor on checks (executor_id, created_at desc);
create index checks_area on checks (area_id, created_at desc);
create index checks_template on checks (template_id, created_at desc);
create index checks_running on checks (due_at) where status in ('open', 'in_progress');

-- Every revision of every answer; the highest revision of a question is the answer that counts.
create table answers (
  check_id uuid not null references checks,
  question_id text not null,
  revision integer not null,
  seq bigint not null,
  value jsonb,
  na boolean not null default false,
  comment text,
  files uuid[] not null default '{}',
  failed boolean not null,
  answered_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  answered_by uuid not null references users,
  client_id text,
  -- What the caller was told, so that a repeat is told the same.
  receipt jsonb,
  primary key (check_id, question_id, revision),
  constraint answers_na_has_no_value check (not na or value is null),
  constraint answers_client_id_has_receipt check (client_id is null or receipt is not null)
);
create unique index answers_client_id_once on answers (check_id, client_id) where client_id is not null;

create table comments (
  id uuid primary key,
  check_id uuid not null references checks,
  question_id text,
  seq bigint not null,
  text text not null,
  files uuid[] not null default '{}',
  author_id uuid not null references users,
  created_at timestamptz(3) not null default now()
);
create index comments_check on comments (check_id, seq);

-- Moves of the check and moments of its escalation. A key makes each happen once.
create table check_events (
  id uuid primary key,
  check_id uuid not null references checks,
  seq bigint not null,
  kind text not null,
  at timestamptz(3) not null default now(),
  planned_at timestamptz(3),
  actor_kind text not null,
  actor_id uuid references users,
  data jsonb not null default '{}',
  key text,
  constraint check_events_once unique (check_id, key)
);
create index check_events_check on check_events (check_id, seq);

create table files (
  id uuid primary key,
  name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 text,
  width integer,
  height integer,
  status text not null default 'pending' constraint files_status_known check (status in ('pending', 'ready')),
  object_key text not null,
  thumbnail_key text,
  uploaded_by uuid not null references users,
  check_id uuid references checks,
  template_id uuid references templates,
  created_at timestamptz(3) not null default now(),
  constraint files_ready_has_digest check (status <> 'ready' or sha256 is not null)
);
create index files_check on files (check_id);
