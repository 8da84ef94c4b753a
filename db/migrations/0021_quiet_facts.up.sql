-- Facts that nobody waits for: they are held a while, so that many of one check go in one signal.
alter table outbox add column quiet boolean not null default false;

drop index outbox_wanted;
create index outbox_wanted on outbox (wanted_at, seq) where not quiet;
create index outbox_held on outbox (created_at, seq) where quiet;
