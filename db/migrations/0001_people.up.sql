create table roles (
  id uuid primary key,
  name text not null constraint roles_name_taken unique,
  title text not null,
  permissions text[] not null,
  created_at timestamptz(3) not null default now(),
  constraint roles_name_is_a_slug check (name ~ '^[a-z0-9_-]{1,40}$')
);

create table calendars (
  id uuid primary key,
  name text not null constraint calendars_name_taken unique,
  week jsonb not null,
  holidays text[] not null default '{}',
  working_days text[] not null default '{}',
  created_at timestamptz(3) not null default now()
);

create table areas (
  id uuid primary key,
  name text not null,
  parent_id uuid references areas,
  -- From the root down to the area itself: one look tells whether an area lies below another.
  path uuid[] not null,
  time_zone text not null,
  calendar_id uuid references calendars,
  created_at timestamptz(3) not null default now(),
  constraint areas_path_ends_here check (path[array_upper(path, 1)] = id),
  constraint areas_name_taken unique nulls not distinct (parent_id, name)
);
create index areas_path on areas using gin (path);

create table users (
  id uuid primary key,
  username text not null,
  full_name text not null,
  email text,
  password_hash text not null,
  role_id uuid not null references roles,
  area_id uuid references areas,
  supervisor_id uuid references users,
  locale text not null default 'ru' constraint users_locale_known check (locale in ('ru', 'en')),
  active boolean not null default true,
  -- Rises with whatever changes what the user may do; cached abilities are bound to it.
  auth_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  constraint users_not_own_supervisor check (supervisor_id <> id)
);
create unique index users_username_taken on users (lower(username));
create index users_role on users (role_id);
create index users_supervisor on users (supervisor_id);

-- One sign-in; its refresh token changes with each use, and a used one ends the session.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users,
  refresh_hash bytea not null,
  created_at timestamptz(3) not null default now(),
  refreshed_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  address text,
  user_agent text
);
create index sessions_user on sessions (user_id) where ended_at is null;
