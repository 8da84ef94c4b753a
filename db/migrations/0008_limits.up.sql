-- The first reply to each Idempotency-Key, or (status null) a key reserved for an act that takes more than one transaction.
create table idempotency_keys (
  user_id uuid not null,
  key text not null,
  -- The business key of what the act does: a command's Update id, an answer's client_id.
  id uuid not null constraint idempotency_keys_id_taken unique,
  request_hash bytea not null,
  created_at timestamptz(3) not null,
  -- Until then whoever reserved it is at work; later anybody who repeats the request may go on.
  leased_until timestamptz(3),
  status smallint,
  headers jsonb not null default '{}',
  body bytea,
  primary key (user_id, key),
  constraint idempotency_keys_replied_or_leased check (status is not null or leased_until is not null)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Tries to sign in that were not followed by success. Subjects are hashed: people type passwords into the wrong field.
create table login_failures (
  subject bytea primary key,
  failures real not null,
  counted_at timestamptz(3) not null,
  blocked_until timestamptz(3) not null
);
create index login_failures_age on login_failures (counted_at);

-- Requests by subject and minute, settled about once a second by each API process. Unlogged: a crash forgives a minute.
create unlogged table request_counts (
  subject text not null,
  window_start timestamptz(3) not null,
  requests integer not null,
  primary key (subject, window_start)
);
create index request_counts_age on request_counts (window_start);

-- From where a user has signed in before.
create index sessions_user_address on sessions (user_id, address);
