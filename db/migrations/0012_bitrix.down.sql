drop index action_comments_unlinked;
drop table bitrix_reconciled;
drop table bitrix_tokens;
drop table bitrix_events;
drop table bitrix_sync;
drop table bitrix_users;
drop table bitrix_tasks;
