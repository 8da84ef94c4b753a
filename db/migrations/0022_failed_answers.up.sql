-- no transaction
-- The checks behind a question that failed; built while answers go on being written.
drop index concurrently if exists answers_failed;
create index concurrently answers_failed on answers (question_id, check_id) where failed;
