drop index notices_untold;
alter table notices drop column telegram_sent_at;
drop table telegram_pace;
drop table telegram_bot;
drop table telegram_talks;
drop table telegram_updates;
drop table telegram_link_tokens;
drop table telegram_links;
