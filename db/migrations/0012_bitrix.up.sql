-- What stands between an action and its task in Bitrix24. Number, state and time of the carrying over are the action's
-- own: actions.external_id, sync_status, last_sync_at.
create table bitrix_tasks (
  action_id uuid primary key references actions,
  -- Rises when a task was deleted there and is made anew: part of the business key of its creation.
  generation integer not null default 1,
  -- Set before the first try to make the task: from then on it may exist, whether we have heard so or not.
  tried_at timestamptz(3),
  -- What was sent with that try: a repeat under the same Idempotency-Key must be equal to it.
  sent jsonb,
  chat_id text,
  -- What both sides held when they were last equal: {title, description, due_at, owner_id, responsible_id, status, action_status}.
  agreed jsonb,
  -- What the task said of its last change when it was last read.
  seen_change text,
  -- The last comment that was read.
  seen_comment text,
  -- Files carried over: {<file id>: <id on Drive>}.
  files jsonb not null default '{}'
);

-- Whose account there is whose, where the e-mail does not tell.
create table bitrix_users (
  user_id uuid primary key references users,
  bitrix_id text not null constraint bitrix_users_id_numeric check (bitrix_id ~ '^[0-9]{1,18}$'),
  updated_at timestamptz(3) not null,
  updated_by uuid references users,
  constraint bitrix_users_once unique (bitrix_id)
);

-- Each call, out and in; secrets are left out before.
create table bitrix_sync (
  id uuid primary key,
  created_at timestamptz(3) not null default now(),
  direction text not null constraint bitrix_sync_direction_known check (direction in ('out', 'in')),
  method text not null,
  action_id uuid,
  status text not null constraint bitrix_sync_status_known check (status in ('ok', 'retryable', 'refused')),
  http_status integer,
  duration_ms integer not null,
  request jsonb,
  response jsonb,
  error text
);
create index bitrix_sync_by_age on bitrix_sync (created_at desc, id desc);
create index bitrix_sync_action on bitrix_sync (action_id, created_at desc) where action_id is not null;

-- What the portal told us: only names and ids are believed.
create table bitrix_events (
  id uuid primary key,
  event text not null,
  task_id text not null,
  message_id text,
  -- By the portal's clock, in seconds.
  ts bigint not null,
  received_at timestamptz(3) not null default now(),
  action_id uuid,
  -- The same telling twice.
  constraint bitrix_events_once unique nulls not distinct (event, task_id, message_id, ts)
);
create index bitrix_events_age on bitrix_events (received_at);

-- OAuth: tokens encrypted with AES-256-GCM under a key derived from JWT_SECRET.
create table bitrix_tokens (
  portal text primary key,
  sealed bytea not null,
  expires_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

-- Until when the portal's changes have been looked through.
create table bitrix_reconciled (
  here boolean primary key default true constraint bitrix_reconciled_one check (here),
  upto timestamptz(3) not null
);

-- Comments not yet carried over.
create index action_comments_unlinked on action_comments (action_id) where external_id is null;
