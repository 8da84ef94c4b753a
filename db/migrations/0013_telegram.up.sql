-- Whose Telegram account is whose. In a private chat the chat's id is the account's.
create table telegram_links (
  user_id uuid primary key references users,
  telegram_id bigint not null constraint telegram_links_account_taken unique,
  -- As the account shows itself, so that a person can tell which of theirs it is.
  name text not null,
  linked_at timestamptz(3) not null
);

-- A user's newest token alone is good, once, until it expires.
create table telegram_link_tokens (
  hash bytea primary key,
  user_id uuid not null references users,
  expires_at timestamptz(3) not null,
  -- Set by use; the same account may come with it again, and hears the same.
  used_by bigint,
  constraint telegram_link_tokens_one_each unique (user_id)
);

-- What Telegram has told us, before anybody acts on it.
create table telegram_updates (
  update_id bigint primary key,
  chat_id bigint not null,
  body jsonb not null,
  received_at timestamptz(3) not null default now(),
  tries integer not null default 0,
  -- Set in the transaction of what the update does.
  done_at timestamptz(3),
  retry_at timestamptz(3),
  -- Why it was given up, or what the last try came to.
  error text
);
create index telegram_updates_waiting on telegram_updates (chat_id, update_id) where done_at is null;
create index telegram_updates_age on telegram_updates (received_at) where done_at is not null;

-- One conversation a chat: what it is at, and what stands there.
create table telegram_talks (
  chat_id bigint primary key,
  locale text constraint telegram_talks_locale_known check (locale in ('ru', 'en')),
  at jsonb not null default '{}',
  -- Rises with whatever the chat must show; `shown` follows when it has been put there.
  revision integer not null default 0,
  shown integer not null default 0,
  show_at timestamptz(3),
  show_tries integer not null default 0,
  card_message_id bigint,
  -- The card no longer stands below what the person wrote, so it is sent anew.
  card_buried boolean not null default false,
  -- Pressed buttons that wait for a word: [{id, text}].
  callbacks jsonb not null default '[]',
  last_update_id bigint not null default 0
);
create index telegram_talks_to_show on telegram_talks (chat_id) where shown < revision;

-- Who the bot is, as Telegram says it; written by the bot, read for links to it.
create table telegram_bot (
  here boolean primary key default true constraint telegram_bot_one check (here),
  id bigint not null,
  username text not null
);

-- When the next message may leave, for all together and for each chat. Unlogged: a crash forgives a second.
create unlogged table telegram_pace (
  subject text primary key,
  next_at timestamptz not null
);

-- When Telegram has taken the notice; null where it was not sent there.
alter table notices add column telegram_sent_at timestamptz(3);
create index notices_untold on notices (user_id, created_at) where telegram_sent_at is null and read_at is null;
