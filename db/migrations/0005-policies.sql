-- Birthright: whoever matches `condition` (CEL) holds the roles.
create table rule (
  id          uuid        primary key,
  name        text        not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  title       text        not null,
  description text        not null default '',
  owner       text,
  condition   text        not null check (length(condition) <= 4096),
  gives       uuid[]      not null,                 -- roles
  managed_by  text        not null check (managed_by in ('files', 'console')),
  recorded_at timestamptz not null default work_moment()
);
create table rule_history (like rule, recorded_until timestamptz not null);
create trigger rule_keeps_history before update or delete on rule for each row execute function keep_history();

-- How many effects one cause may have before somebody must look.
create table brake (
  name        text        primary key,
  spec        jsonb       not null,      -- {"scope": {"application" | "source" | "rule": name} | {}, "gains": {"count", "share"}, "losses": …, "hours"}
  managed_by  text        not null check (managed_by in ('files', 'console', 'built-in')),
  recorded_at timestamptz not null default work_moment()
);
create table brake_history (like brake, recorded_until timestamptz not null);
create trigger brake_keeps_history before update or delete on brake for each row execute function keep_history();

-- What causes brought about lately, by application: brakes count slices together.
create table effect_tally (
  id          bigint      generated always as identity primary key,
  at          timestamptz not null,
  cause       text        not null,      -- 'plans', 'source hr'
  application text        not null,
  gains       integer     not null,
  losses      integer     not null
);
create index effect_tally_of on effect_tally (cause, at);  -- what a brake adds up

-- Moves on with every change of attributes, entitlements, nesting, roles or rules. Recomputations hold it shared, a change
-- holds it alone: no grant is derived from half a change. Numbers come from a sequence, so that the number of a change that
-- was rolled back never names another one.
create sequence policy_epoch_number;
create table policy_epoch (
  only_row boolean primary key default true check (only_row),
  epoch    bigint  not null
);
insert into policy_epoch (epoch) values (nextval('policy_epoch_number'));
