-- One durable unit of provisioning work against one account in one application.
create table operation (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  identity_id    uuid        references identity,                        -- null: an orphan account
  account_id     uuid        references account on delete set null,      -- null: the account is to be created first
  kind           text        not null check (kind in ('createAccount', 'updateAccount', 'enableAccount', 'disableAccount',
                             'deleteAccount', 'addEntitlement', 'removeEntitlement', 'endSessions')),
  entitlement_id uuid        references entitlement,
  payload        jsonb       not null default '{}',   -- user name and attributes, as they were asked for
  state          text        not null check (state in ('waiting', 'running', 'later', 'unknown', 'done', 'verified', 'declined', 'manual', 'superseded')),
  attempts       integer     not null default 0,
  due_at         timestamptz not null,                -- not before
  leased_until   timestamptz,                         -- running: after this anybody may take it over, and reads back first
  last_outcome   jsonb,
  entry_id       uuid        not null references ledger_entry,           -- lineage: what it follows from
  created_at     timestamptz not null,
  settled_at     timestamptz,
  check ((kind in ('addEntitlement', 'removeEntitlement')) = (entitlement_id is not null))
);
create index operation_open on operation (application_id, due_at, id) where state in ('waiting', 'later', 'running', 'unknown', 'done');  -- the lanes
create index operation_of_account on operation (account_id, id);  -- order per account
create index operation_of_identity on operation (identity_id, application_id, id);  -- planning; the page of an identity
create index operation_by_state on operation (state, created_at desc, id);  -- lists: filter and sort
-- One open intent for one thing: a newer one supersedes the older first.
create unique index operation_one_open on operation (application_id, identity_id, account_id, kind, entitlement_id)
  nulls not distinct where state in ('waiting', 'later', 'running', 'unknown', 'done', 'manual');

-- What the target system says an account has.
create table holding (
  account_id     uuid        not null references account on delete cascade,
  entitlement_id uuid        not null references entitlement on delete cascade,
  made_by        uuid,                                 -- the operation, if Remit made it: never adopted
  last_used      timestamptz,                          -- null: unknown
  observed_at    timestamptz not null,
  recorded_at    timestamptz not null default work_moment(),
  primary key (account_id, entitlement_id)
);
create index holding_of_entitlement on holding (entitlement_id);  -- holders as the target says
create table holding_history (like holding, recorded_until timestamptz not null);
-- observed_at moves with every read; only the end of a holding is history.
create trigger holding_keeps_history before delete on holding for each row execute function keep_history();

-- What an application says of an identity itself, where it has no account to say it of (the neutral form).
create table tie (
  application_id uuid        not null references application on delete cascade,
  identity_key   text        not null,                    -- the target's word for the identity
  identity_id    uuid        references identity,         -- null: nobody we know
  entitlement_id uuid        not null references entitlement on delete cascade,
  relation       text        not null,                    -- the target's word
  access         boolean     not null,                    -- false: told, but no access (alumnus)
  observed_at    timestamptz not null,
  recorded_at    timestamptz not null default work_moment(),
  primary key (application_id, identity_key, entitlement_id, relation)
);
create index tie_of_identity on tie (identity_id) where access;  -- planning; the page of an identity
create table tie_history (like tie, recorded_until timestamptz not null);
create trigger tie_keeps_history before delete on tie for each row execute function keep_history();

-- One reading of an application's current state.
create table import_run (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  state          text        not null check (state in ('running', 'applied', 'refused', 'paused')),
  started_at     timestamptz not null,
  ended_at       timestamptz,
  counts         jsonb       not null default '{}',    -- collection → number read, and what came of it
  problem        text,                                 -- refused or paused: the sentence for people
  list_hash      text,                                 -- paused: what exactly would be taken away
  released       text,                                 -- the hash of a list that somebody let go
  job_id         uuid                                  -- who works on it
);
create index import_run_of on import_run (application_id, started_at desc);  -- the last runs of an application
-- Overlapping imports of one application: the second is refused.
create unique index import_run_one_open on import_run (application_id) where state = 'running';

-- Drift: a holding without a grant, a grant without a holding, an account nobody owns, an attribute out of step.
create table finding (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  kind           text        not null check (kind in ('unjustified-holding', 'missing-holding', 'orphan-account', 'attribute-differs', 'account-missing', 'account-of-leaver', 'access-by-nesting')),
  account_id     uuid        references account on delete cascade,
  identity_id    uuid        references identity,
  entitlement_id uuid        references entitlement on delete cascade,
  classification text        not null check (classification in ('initial', 'added-outside', 'removed-outside', 'not-yet-provisioned', 'unowned')),
  detail         jsonb       not null default '{}',
  found_at       timestamptz not null,
  settled_at     timestamptz,                          -- null: open
  settled_as     text        check (settled_as in ('adopted', 'removed', 'gone', 'provisioned', 'correlated')),
  check ((settled_at is null) = (settled_as is null))
);
create unique index finding_one_open on finding (application_id, kind, account_id, identity_id, entitlement_id) nulls not distinct where settled_at is null;  -- told once while it lasts
create index finding_open on finding (application_id, found_at desc, id) where settled_at is null;  -- lists: sort
create index finding_of_identity on finding (identity_id) where settled_at is null;  -- the page of an identity
