drop index sessions_user_address;
drop table request_counts;
drop table login_failures;
drop table idempotency_keys;
