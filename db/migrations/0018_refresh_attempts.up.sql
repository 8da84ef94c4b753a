-- The attempt by which the refresh token before the present one was used: the same attempt may be repeated for a while,
-- since its reply may have been lost. Null where the attempt was not named.
alter table sessions
  add column previous_hash bytea,
  add column previous_attempt uuid,
  add column previous_used_at timestamptz(3);
