alter table sessions drop column previous_hash, drop column previous_attempt, drop column previous_used_at;
