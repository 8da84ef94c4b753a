drop table slot_entries;
drop table slots;
drop table schedule_versions;
drop table schedules;
