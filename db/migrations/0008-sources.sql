-- Where identities or devices come from.
create table source (
  id          uuid        primary key,
  name        text        not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  title       text        not null,
  connector   text        not null,
  spec        jsonb       not null,               -- the document as written: mapping, key, rank, absence, correlation, brake
  secrets     jsonb       not null default '{}',
  managed_by  text        not null check (managed_by in ('files', 'console', 'built-in')),
  recorded_at timestamptz not null default work_moment()
);
create table source_history (like source, recorded_until timestamptz not null);
create trigger source_keeps_history before update or delete on source for each row execute function keep_history();

-- One reading of a source.
create table source_run (
  id         uuid        primary key,
  source_id  uuid        not null references source on delete cascade,
  state      text        not null check (state in ('reading', 'applying', 'applied', 'unchanged', 'refused', 'paused', 'discarded')),
  mode       text        not null check (mode in ('full', 'delta')),
  started_at timestamptz not null,
  ended_at   timestamptz,
  counts     jsonb       not null default '{}',   -- read, new, changed, unchanged, missing, cases
  problems   jsonb       not null default '[]',   -- [{at, problem}]
  list_hash  text,                                -- paused: what exactly would be released
  why        text,                                -- refused or paused: the sentence for people
  file       text,                                -- read instead of what the document names: an uploaded file
  job_id     uuid                                 -- what works on it
);
create index source_run_of on source_run (source_id, started_at desc);  -- the last runs of a source
-- Overlapping runs of one source wait for nobody: the second is refused.
create unique index source_run_one_open on source_run (source_id) where state in ('reading', 'applying', 'paused');

-- What a run would change, from the comparison with all of it until each is applied or the run is discarded.
create table staged_record (
  run_id     uuid    not null references source_run on delete cascade,
  key        text    not null,
  said       jsonb   not null,
  change     text    not null check (change in ('new', 'changed', 'missing')),
  position   integer not null,                   -- managers before those they manage
  fate       jsonb   not null,                   -- {"is": "create" | "link" | "case" | "update" | "leave" | "report", …}
  primary key (run_id, key)
);
create index staged_record_in_order on staged_record (run_id, position);  -- the next chunk to apply

-- What a source said last about each of its keys, and which identity that is.
create table source_record (
  source_id   uuid        not null references source on delete cascade,
  key         text        not null,
  identity_id uuid        references identity,        -- null: waits for a correlation case
  said        jsonb       not null,
  missing_since timestamptz,                          -- not null: absent from the last complete run
  unresolved  boolean     not null default false,     -- its manager or owner was nobody we know
  last_run_id uuid        not null,
  recorded_at timestamptz not null default work_moment(),
  primary key (source_id, key)
);
create index source_record_of_identity on source_record (identity_id);  -- what sources say of somebody
create table source_record_history (like source_record, recorded_until timestamptz not null);
create trigger source_record_keeps_history before update or delete on source_record for each row execute function keep_history();

-- An ambiguous match waiting for a person.
create table correlation_case (
  id          uuid        primary key,
  source_id   uuid        not null references source on delete cascade,
  key         text        not null,
  said        jsonb       not null,
  candidates  jsonb       not null,                   -- [{identity, name, evidence: [{field, theirs, ours, weight}]}]
  why         text        not null,
  opened_at   timestamptz not null,
  decided_at  timestamptz,                            -- null: open
  decision    jsonb,                                  -- {"as": "merge" | "separate", "identity": …, "by": …, "before": …}
  recorded_at timestamptz not null default work_moment()
);
create unique index correlation_case_one_open on correlation_case (source_id, key) where decided_at is null;  -- asked once while it is open
create table correlation_case_history (like correlation_case, recorded_until timestamptz not null);
create trigger correlation_case_keeps_history before update or delete on correlation_case for each row execute function keep_history();
