drop table notices;
drop table reports;
