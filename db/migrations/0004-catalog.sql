-- The object inside an application that access is on.
create table resource (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  native_id      text        not null,
  type           text        not null,
  name           text        not null,
  parent_id      uuid        references resource,
  recorded_at    timestamptz not null default work_moment(),
  unique (application_id, native_id)
);

-- The smallest right that can be granted, requested or reviewed.
create table entitlement (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  native_id      text        not null,
  name           text        not null unique,       -- <application>/<entitlement>
  type           text        not null,
  title          text        not null,
  description    text        not null default '',
  owner          text,                              -- name of an identity
  risk           text        not null default 'low' check (risk in ('low', 'medium', 'high')),
  privileged     boolean     not null default false,
  labels         text[]      not null default '{}',
  resource_id    uuid        references resource,
  level          text,
  attributes     jsonb       not null default '{}',
  present        boolean     not null default true, -- false: declared here, not (or no longer) found in the target
  managed_by     text        not null check (managed_by in ('files', 'console', 'import')),  -- who says owner, risk, description, labels
  recorded_at    timestamptz not null default work_moment(),
  unique (application_id, native_id)
);
create index entitlement_search on entitlement using gin (lower(name || ' ' || title) gin_trgm_ops);  -- lists: q=
create table entitlement_history (like entitlement, recorded_until timestamptz not null);
create index entitlement_history_of on entitlement_history (id, recorded_at);
create trigger entitlement_keeps_history before update or delete on entitlement for each row execute function keep_history();

-- Holders of `holder` also hold `held`; where nothing is inherited, the target only says that one stands within the other.
create table nesting (
  holder_id   uuid        not null references entitlement on delete cascade,
  held_id     uuid        not null references entitlement on delete cascade,
  relation    text        not null,              -- the target's word
  inherits    boolean     not null default true, -- false: structure only
  recorded_at timestamptz not null default work_moment(),
  primary key (holder_id, held_id, relation)
);
create index nesting_held on nesting (held_id);  -- what leads to an entitlement
create table nesting_history (like nesting, recorded_until timestamptz not null);
create trigger nesting_keeps_history before update or delete on nesting for each row execute function keep_history();

-- Named bundle of entitlements and roles.
create table role (
  id           uuid        primary key,
  name         text        not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  title        text        not null,
  description  text        not null default '',
  owner        text,
  risk         text        not null default 'low' check (risk in ('low', 'medium', 'high')),
  labels       text[]      not null default '{}',
  entitlements uuid[]      not null default '{}',
  roles        uuid[]      not null default '{}',
  managed_by   text        not null check (managed_by in ('files', 'console')),
  recorded_at  timestamptz not null default work_moment()
);
create table role_history (like role, recorded_until timestamptz not null);
create trigger role_keeps_history before update or delete on role for each row execute function keep_history();
