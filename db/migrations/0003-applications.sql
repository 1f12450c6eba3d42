-- A connected system whose accounts and entitlements are governed.
create table application (
  id          uuid        primary key,
  name        text        not null unique check (name ~ '^[a-z0-9][a-z0-9._:-]{0,99}$'),
  title       text        not null,
  connector   text        not null,              -- csv-application, scim, ldap …
  spec        jsonb       not null,              -- the document as written, without secrets
  secrets     jsonb       not null default '{}', -- setting → sealed envelope; written, never read out
  owner       text,                              -- name of an identity
  managed_by  text        not null check (managed_by in ('files', 'console', 'built-in')),
  recorded_at timestamptz not null default work_moment()
);
create table application_history (like application, recorded_until timestamptz not null);
create trigger application_keeps_history before update or delete on application for each row execute function keep_history();

-- How the connection fares. Not history: the ledger tells of changes of state.
create table connection (
  application_id uuid        primary key references application on delete cascade,
  state          text        not null default 'untried' check (state in ('untried', 'healthy', 'failing', 'paused')),
  since          timestamptz not null,
  message        text        not null default '',
  failures       integer     not null default 0,    -- in a row
  closed_until   timestamptz,                       -- the circuit is open: nothing is sent before
  last_import_at timestamptz
);

-- A record in an application that lets an identity act there.
create table account (
  id             uuid        primary key,
  application_id uuid        not null references application on delete cascade,
  native_id      text        not null,
  identity_id    uuid        references identity,          -- null: orphan
  correlated_by  text,                                     -- which rule, operation or person said so
  receives       boolean     not null default true,        -- of several accounts of one identity in one application: the one that is provisioned
  user_name      text        not null default '',
  display_name   text        not null default '',
  email          text        not null default '',
  status         text        not null check (status in ('active', 'disabled')),
  attributes     jsonb       not null default '{}',
  last_used      timestamptz,                              -- null: unknown
  made_by        uuid,                                     -- the operation that created it, if Remit did
  read_at        timestamptz not null,
  recorded_at    timestamptz not null default work_moment(),
  unique (application_id, native_id)
);
create index account_of_identity on account (identity_id);  -- planning operations; the page of an identity
create unique index account_that_receives on account (application_id, identity_id) where receives and identity_id is not null;  -- provisioning knows one account
create table account_history (like account, recorded_until timestamptz not null);
create trigger account_keeps_history before update or delete on account for each row execute function keep_history();
