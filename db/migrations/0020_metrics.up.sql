-- What metrics ask at every scrape: small, whatever has piled up behind it.
create index checks_under_review on checks (review_due_at) where status = 'submitted';
create index reports_waiting on reports (created_at) where status in ('pending', 'running');
create index actions_to_verify on actions (verify_due_at) where status = 'done';
