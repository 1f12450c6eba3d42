-- A standing decision, made by somebody, that an identity should hold a role or an entitlement.
create table assignment (
  id             uuid        primary key,
  identity_id    uuid        not null references identity,
  role_id        uuid,                                            -- no reference: a role may go, its past stays
  entitlement_id uuid        references entitlement,
  valid_from     timestamptz,                                     -- null: since ever
  valid_until    timestamptz check (valid_until > valid_from),    -- null: until someone ends it
  origin         text        not null,                            -- 'direct:…', 'adopted:…', 'request:…'
  justification  text        not null default '' check (length(justification) <= 2000),
  entry_id       uuid        not null references ledger_entry,    -- lineage
  withdrawn_at   timestamptz,                                     -- not null: ended by somebody before its time
  recorded_at    timestamptz not null default work_moment(),
  check ((role_id is null) <> (entitlement_id is null))
);
create index assignment_of_identity on assignment (identity_id) where withdrawn_at is null;       -- every recomputation
create index assignment_of_role on assignment (role_id) where role_id is not null;  -- who is concerned by a role
create index assignment_of_entitlement on assignment (entitlement_id) where entitlement_id is not null;  -- who is concerned by an entitlement
create table assignment_history (like assignment, recorded_until timestamptz not null);
create index assignment_history_of on assignment_history (identity_id);
create trigger assignment_keeps_history before update or delete on assignment for each row execute function keep_history();

-- A standing decision that an identity should not hold something, whatever the rules say.
create table exclusion (
  id             uuid        primary key,
  identity_id    uuid        not null references identity,
  role_id        uuid,                                            -- no reference: a role may go, its past stays
  entitlement_id uuid        references entitlement,
  valid_from     timestamptz,
  valid_until    timestamptz check (valid_until > valid_from),
  justification  text        not null default '' check (length(justification) <= 2000),
  entry_id       uuid        not null references ledger_entry,
  withdrawn_at   timestamptz,
  recorded_at    timestamptz not null default work_moment(),
  check ((role_id is null) <> (entitlement_id is null))
);
create index exclusion_of_identity on exclusion (identity_id) where withdrawn_at is null;  -- every recomputation
create table exclusion_history (like exclusion, recorded_until timestamptz not null);
create trigger exclusion_keeps_history before update or delete on exclusion for each row execute function keep_history();

-- An identity holds a role, by rule or assignment: what the last recomputation derived. Grants are derived from these
-- and from direct assignments; there is no table of grants.
create table membership (
  identity_id   uuid        not null references identity,
  role_id       uuid        not null,                         -- no reference: a role may go before the recomputation
  rule_id       uuid,                                         -- nor has a rule
  assignment_id uuid        references assignment,
  until         timestamptz,                                  -- null: as long as the reason lasts
  entry_id      uuid        not null references ledger_entry, -- lineage: the recomputation that opened it
  recorded_at   timestamptz not null default work_moment(),
  check ((rule_id is null) <> (assignment_id is null)),
  unique nulls not distinct (identity_id, role_id, rule_id, assignment_id)
);
create index membership_of_role on membership (role_id);  -- holders of a role
create table membership_history (like membership, recorded_until timestamptz not null);
create index membership_history_of on membership_history (identity_id);
create trigger membership_keeps_history before update or delete on membership for each row execute function keep_history();

-- What the last recomputation of an identity found, and when time alone changes it next.
create table derivation (
  identity_id uuid        primary key references identity,
  grants      integer     not null,
  direct      uuid[]      not null default '{}',   -- assignments of entitlements that were in force
  cut         uuid[]      not null default '{}',   -- exclusions that were in force
  due         timestamptz,                         -- null: never by time alone
  epoch       bigint      not null,                -- of the policies it was derived under
  derived_at  timestamptz not null
);
create index derivation_due on derivation (due) where due is not null;  -- the boundary timer
create index derivation_by_grants on derivation (grants, identity_id); -- lists: sort
