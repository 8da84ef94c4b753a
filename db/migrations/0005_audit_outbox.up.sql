-- No foreign keys: the log outlives what it tells of.
create table audit_log (
  seq bigint primary key,
  id uuid not null unique,
  actor_kind text not null,
  user_id uuid,
  address text,
  area_id uuid,
  entity_type text not null,
  entity_id uuid not null,
  action text not null,
  diff jsonb not null,
  timestamp timestamptz(3) not null,
  prev_hash text not null,
  hash text not null
);
create index audit_log_entity on audit_log (entity_type, entity_id, seq);
create index audit_log_user on audit_log (user_id, seq);
create index audit_log_time on audit_log (timestamp);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries cannot be changed or deleted' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function audit_log_is_append_only();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function audit_log_is_append_only();

create table audit_head (
  one boolean primary key default true constraint audit_head_is_one_row check (one),
  seq bigint not null,
  hash text not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create table outbox (
  seq bigint generated always as identity primary key,
  subject text not null,
  kind text not null,
  payload jsonb not null default '{}',
  -- Skips the pause between two signals to one subject.
  urgent boolean not null default false,
  -- Among waiting subjects the earliest goes first: a start waits for its first moment, a fact for nothing.
  wanted_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now()
);
create index outbox_subject on outbox (subject, seq);
create index outbox_wanted on outbox (wanted_at, seq);

-- A dispatcher's claim (token set) or the pause after a signal (token null).
create table outbox_claims (
  subject text primary key,
  token uuid,
  until timestamptz(3) not null
);
