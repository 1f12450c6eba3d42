-- A change of what is in force, computed before it happens, applied as one, reverted as one.
create table plan (
  id          uuid        primary key,
  hash        text        not null,                    -- of the steps and the epoch they were planned on
  epoch       bigint      not null,
  title       text        not null,
  steps       jsonb       not null,                    -- [{kind, name, change, before, after, file, line}]
  findings    jsonb       not null default '[]',
  impact      jsonb       not null default '{}',
  state       text        not null check (state in ('draft', 'waiting', 'applied', 'reverted', 'discarded')),
  needs       jsonb       not null default '[]',       -- why a second person must apply it
  made_at     timestamptz not null,
  made_by     text        not null,
  maker       text,                                    -- the person behind made_by, whatever session or token it was; null: nobody can say
  applied_at  timestamptz,
  applied_by  text,
  reverts     uuid        references plan,
  progress    jsonb       not null default '{"done": 0, "total": 0}'   -- memberships following in chunks
);
create index plan_by_time on plan (made_at desc, id);  -- lists: sort

-- Who gains and loses what by a plan: kept, so that it can be read, released by its hash and proved later.
create table plan_effect (
  plan_id        uuid    not null references plan on delete cascade,
  ordinal        integer not null,
  direction      text    not null check (direction in ('gain', 'loss')),
  identity_id    uuid    not null,
  entitlement_id uuid    not null,                     -- of one that the plan makes: a key that never came to be
  entitlement    text    not null,                     -- its name
  why            text    not null,
  primary key (plan_id, ordinal)
);
create index plan_effect_of on plan_effect (plan_id, direction, ordinal);  -- who gains, who loses, page by page

-- Identities still to be recomputed after a plan, in chunks that survive a restart.
create table recompute_queue (
  identity_id uuid        primary key references identity,
  plan_id     uuid,
  entry_id    uuid        not null references ledger_entry,
  since       timestamptz not null
);
create index recompute_queue_by_time on recompute_queue (since, identity_id);  -- the next chunk
