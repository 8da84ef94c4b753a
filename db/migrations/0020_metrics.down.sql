drop index actions_to_verify;
drop index reports_waiting;
drop index checks_under_review;
