drop index outbox_held;
drop index outbox_wanted;
alter table outbox drop column quiet;
create index outbox_wanted on outbox (wanted_at, seq);
