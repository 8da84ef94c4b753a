create table templates (
  id uuid primary key,
  name text not null,
  description text,
  area_id uuid references areas,
  version integer not null,
  status text not null default 'active' constraint templates_status_known check (status in ('active', 'archived')),
  created_by uuid references users,
  created_at timestamptz(3) not null default now()
);
create unique index templates_active_name_taken on templates (lower(name)) where status = 'active';
create index templates_by_age on templates (created_at desc, id desc);

-- A version is never changed: running checks stay on theirs.
create table template_versions (
  template_id uuid not null references templates,
  version integer not null constraint template_versions_from_one check (version >= 1),
  name text not null,
  description text,
  structure jsonb not null,
  settings jsonb not null,
  created_by uuid references users,
  created_at timestamptz(3) not null default now(),
  primary key (template_id, version)
);
