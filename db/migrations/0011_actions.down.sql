alter table files drop column action_id;
drop table action_comments;
drop table action_events;
drop table actions;
