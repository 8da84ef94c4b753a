-- When a mail server has taken the notice; null where it was not mailed.
alter table notices add column mailed_at timestamptz(3);
create index notices_unmailed on notices (user_id, created_at) where mailed_at is null and read_at is null;
