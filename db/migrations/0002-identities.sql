-- What may be said about an identity: the schema that rules are checked against.
create table attribute (
  name        text        primary key check (name ~ '^[a-z][A-Za-z0-9]{0,62}$'),
  type        text        not null check (type in ('string', 'int', 'double', 'bool', 'timestamp', 'list<string>')),
  title       text        not null,
  description text        not null default '',
  values      text[],                        -- null: any
  managed_by  text        not null check (managed_by in ('files', 'console', 'built-in')),
  recorded_at timestamptz not null default work_moment()
);
create table attribute_history (like attribute, recorded_until timestamptz not null);
create trigger attribute_keeps_history before update or delete on attribute for each row execute function keep_history();

-- A person or non-human actor, independent of any account.
create table identity (
  id           uuid        primary key,
  name         text        not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  type         text        not null check (type in ('employee', 'contractor', 'partner', 'service', 'agent')),
  display_name text        not null check (length(display_name) between 1 and 300),
  status       text        not null check (status in ('active', 'on-leave', 'left')),  -- the source's word; with the dates it gives the state
  zone         text        not null default 'UTC',
  starts_at    timestamptz,                  -- null: since ever
  ends_at      timestamptz check (ends_at >= starts_at),                               -- null: open
  manager_id   uuid        references identity,                                        -- of a person
  owner_id     uuid        references identity,                                        -- of a service or agent
  email        text,
  attributes   jsonb       not null default '{}',   -- name → value, typed by `attribute`
  origins      jsonb       not null default '{}',   -- name → {"source": …, "observedAt": …}
  search       text        generated always as (lower(name || ' ' || display_name || ' ' || coalesce(email, ''))) stored,
  recorded_at  timestamptz not null default work_moment()
);
create extension if not exists pg_trgm;
create index identity_search on identity using gin (search gin_trgm_ops);          -- lists: q=
create index identity_by_display_name on identity (display_name, id);               -- lists: sort
create index identity_of_manager on identity (manager_id);  -- reports of somebody
create index identity_of_owner on identity (owner_id) where owner_id is not null;  -- services and agents of somebody who leaves
create index identity_by_department on identity ((coalesce(attributes ->> 'department', '')), id); -- lists: filter, sort
create index identity_by_start on identity ((coalesce(starts_at, '-infinity'::timestamptz)), id);   -- lists: sort
create index identity_by_name_prefix on identity (name text_pattern_ops);           -- ada.lovelace, ada.lovelace2 …
create index identity_by_email on identity (lower(email)) where email is not null;  -- correlation
create index identity_by_employee_number on identity (lower(attributes ->> 'employeeNumber'));  -- correlation
create index identity_by_lower_display_name on identity (lower(display_name));  -- correlation
create index identity_by_type on identity (type, id);  -- lists: filter
create table identity_history (like identity, recorded_until timestamptz not null);
create index identity_history_of on identity_history (id, recorded_at);
create trigger identity_keeps_history before update or delete on identity for each row execute function keep_history();

-- What each source says of an identity; the attributes in force are merged from these by the sources' rank.
create table identity_claim (
  identity_id uuid        not null references identity on delete cascade,
  source      text        not null,               -- name of the source, or 'remit'
  rank        integer     not null,               -- smaller wins
  said        jsonb       not null,               -- displayName, email, type, status, starts, ends, zone, manager, owner, attributes
  recorded_at timestamptz not null default work_moment(),
  primary key (identity_id, source)
);
create index identity_claim_of_source on identity_claim (source, identity_id);     -- lists: filter
create table identity_claim_history (like identity_claim, recorded_until timestamptz not null);
create trigger identity_claim_keeps_history before update or delete on identity_claim for each row execute function keep_history();

-- A managed endpoint, with what its manager reports of it.
create table device (
  id          uuid        primary key,
  source      text        not null,
  key         text        not null,
  owner_id    uuid        references identity,
  trust       text        not null check (trust in ('unknown', 'registered', 'managed', 'compliant')),
  compliant   boolean     not null,
  platform    text        not null default '',
  last_seen   timestamptz,
  attributes  jsonb       not null default '{}',
  recorded_at timestamptz not null default work_moment(),
  unique (source, key)
);
create index device_of_owner on device (owner_id);  -- every recomputation
create table device_history (like device, recorded_until timestamptz not null);
create trigger device_keeps_history before update or delete on device for each row execute function keep_history();
