drop index notices_unmailed;
alter table notices drop column mailed_at;
