drop table files;
drop table check_events;
drop table comments;
drop table answers;
drop table checks;
