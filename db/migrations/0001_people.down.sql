drop table sessions;
drop table users;
drop table areas;
drop table calendars;
drop table roles;
