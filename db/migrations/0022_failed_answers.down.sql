-- no transaction
drop index concurrently if exists answers_failed;
