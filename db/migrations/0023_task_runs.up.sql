-- When each of the product's own recurring tasks last ended well, and what it did: Temporal forgets it, and a worker that
-- was started anew does not know.
create table task_runs (
  task text not null,
  -- A task of several steps has ended well when each of them has; '' where it is one.
  step text not null default '',
  -- Since when it should have run: without it a task that never did could not be told from one that is not due.
  since timestamptz(3) not null default now(),
  succeeded_at timestamptz(3),
  outcome jsonb,
  failed_at timestamptz(3),
  error text,
  primary key (task, step),
  constraint task_runs_failed_has_error check ((failed_at is null) = (error is null))
);
insert into task_runs (task, step) values
  ('audit-anchor', ''),
  ('audit-verification', ''),
  ('daily-digest', ''),
  ('missed-slots', ''),
  ('reconcile-bitrix', ''),
  ('reconcile-processes', ''),
  ('reconcile-schedules', ''),
  ('retention', 'reports'),
  ('retention', 'files'),
  ('retention', 'uploads'),
  ('retention', 'objects'),
  ('retention', 'notices'),
  ('retention', 'sessions'),
  ('retention', 'idempotency_keys'),
  ('retention', 'login_failures'),
  ('retention', 'request_counts'),
  ('retention', 'telegram_link_tokens'),
  ('retention', 'telegram_updates'),
  ('retention', 'bitrix_calls'),
  ('retention', 'bitrix_events'),
  ('retention', 'outbox_claims');
