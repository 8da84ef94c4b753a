drop index sessions_end;
drop index notices_read;
drop index reports_object;
drop index files_thumbnail;
drop index files_object;
drop index files_unattached;
