-- Who runs Remit.
create table operator (
  id            uuid        primary key,
  name          text        not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  display_name  text        not null,
  password_hash text        not null,                    -- argon2id
  roles         text[]      not null,                    -- administrator, auditor, application-owner
  identity_id   uuid        references identity,         -- who this is among the governed: nobody acts alone for their own benefit
  disabled      boolean     not null default false,
  recorded_at   timestamptz not null default work_moment()
);
create table operator_history (like operator, recorded_until timestamptz not null);
create trigger operator_keeps_history before update or delete on operator for each row execute function keep_history();

-- Somebody signed in: known by the hash of what their browser keeps.
create table operator_session (
  key_hash    bytea       primary key,                   -- SHA-256 of the cookie
  operator_id uuid        not null references operator on delete cascade,
  csrf        text        not null,
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  ends_at     timestamptz not null,
  agent       text        not null default ''
);
create index operator_session_of on operator_session (operator_id);  -- an operator who is disabled is out at once

-- What automation signs in with; its hash alone is kept.
create table api_token (
  id         uuid        primary key,
  name       text        not null,
  hash       bytea       not null unique,                -- SHA-256 of the token
  operator_id uuid       references operator on delete cascade,   -- null: the bootstrap token
  permissions text[]     not null,
  created_at timestamptz not null,
  ends_at    timestamptz,                                -- null: the bootstrap token alone
  used_at    timestamptz
);

-- The one-time link that makes the first administrator.
create table setup_link (
  hash       bytea       primary key,
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz
);

-- Answers of writes, so that asking again after a lost answer does nothing twice.
create table idempotent_answer (
  key        text        not null,
  actor      text        not null,
  request    jsonb       not null,                       -- sealed: SHA-256 of method, path and body
  answer     jsonb,                                      -- sealed: status, headers, body; null: still at work
  made_at    timestamptz not null,
  primary key (actor, key)
);

-- Work that takes longer than an answer may: its progress, for whoever waits.
create table job (
  id         uuid        primary key,
  kind       text        not null,
  subject    text        not null,
  state      text        not null check (state in ('queued', 'running', 'done', 'failed')),
  phase      text        not null default '',
  done       integer     not null default 0,
  total      integer     not null default 0,
  result     jsonb,
  made_by    text        not null,
  made_at    timestamptz not null,
  ended_at   timestamptz
);
create index job_by_time on job (made_at desc);  -- lists: sort
