create table reports (
  id uuid primary key,
  check_id uuid not null references checks,
  check_revision integer not null,
  format text not null constraint reports_format_known check (format in ('PDF', 'HTML', 'JSON')),
  parameters jsonb not null,
  status text not null default 'pending' constraint reports_status_known check (
    status in ('pending', 'running', 'ready', 'failed')
  ),
  object_key text,
  size_bytes bigint,
  sha256 text,
  error text,
  requested_by uuid references users,
  created_at timestamptz(3) not null default now(),
  generated_at timestamptz(3),
  constraint reports_ready_has_object check (status <> 'ready' or (object_key is not null and sha256 is not null)),
  constraint reports_once unique (check_id, check_revision, format, parameters)
);
create index reports_by_age on reports (created_at desc, id desc);

create table notices (
  id uuid primary key,
  user_id uuid not null references users,
  kind text not null,
  check_id uuid references checks,
  data jsonb not null default '{}',
  -- The business key of the effect: a repeat tells nobody twice.
  key text not null,
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  constraint notices_once unique (user_id, key)
);
create index notices_by_age on notices (user_id, created_at desc, id desc);
