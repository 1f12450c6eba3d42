-- The moment of the unit of work in force. Fails outside of one: nothing may be written that no unit of work accounts for.
create function work_moment() returns timestamptz language sql stable as $$
  select current_setting('remit.moment')::timestamptz
$$;

-- Keeps the past of a table in its twin <table>_history, which has the same columns and recorded_until.
-- A row changed twice within one moment leaves one version: the last.
create function keep_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.recorded_at := work_moment();
    if old.recorded_at < new.recorded_at then
      execute format('insert into %I select ($1).*, $2', tg_table_name || '_history') using old, new.recorded_at;
    end if;
    return new;
  end if;
  if old.recorded_at < work_moment() then
    execute format('insert into %I select ($1).*, $2', tg_table_name || '_history') using old, work_moment();
  end if;
  return old;
end $$;

-- The one append-only record. A deed's transaction inserts; the sequencer alone gives leaf_index, below the snapshot horizon.
create table ledger_entry (
  id           uuid        primary key,
  transaction  xid8        not null default pg_current_xact_id(),
  at           timestamptz not null,
  action       text        not null,
  actor_kind   text        not null,
  actor_name   text        not null,
  subject_kind text        not null,
  subject_id   text        not null,
  cause        uuid        references ledger_entry,
  body         text        not null,           -- canonical JSON (RFC 8785) of all the above and the detail: what is hashed
  leaf_index   bigint      unique,             -- null: not sequenced yet
  leaf_hash    bytea
);
create index ledger_entry_unsequenced on ledger_entry (transaction) where leaf_index is null;  -- the sequencer, followers
create index ledger_entry_of_subject on ledger_entry (subject_kind, subject_id, at desc);      -- timelines
create index ledger_entry_by_time on ledger_entry (at desc, id desc);                          -- the audit log
create index ledger_entry_by_action on ledger_entry (action, at desc);  -- the audit log: filter
create index ledger_entry_by_transaction on ledger_entry (transaction);                        -- followers

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.leaf_index is null and new.leaf_index is not null
     and (to_jsonb(new) - 'leaf_index' - 'leaf_hash') = (to_jsonb(old) - 'leaf_index' - 'leaf_hash') then
    return new;
  end if;
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_entry_append_only before update or delete on ledger_entry
  for each row execute function ledger_is_append_only();
create trigger ledger_entry_no_truncate before truncate on ledger_entry
  for each statement execute function ledger_is_append_only();

-- Signed commitments to the ledger at a size (RFC 9162 tree head in a C2SP signed note).
create table checkpoint (
  tree_size bigint      primary key,
  root      bytea       not null,
  note      text        not null,
  at        timestamptz not null
);

-- Peaks of the Merkle tree (one row), so that a checkpoint costs the new leaves and not the whole ledger.
create table ledger_tree (
  only_row  boolean primary key default true check (only_row),
  tree_size bigint  not null,
  peaks     bytea[] not null
);
insert into ledger_tree (tree_size, peaks) values (0, '{}');

-- The keys that sign checkpoints; private halves sealed under the key-encryption key.
create table ledger_key (
  name       text        primary key,
  public_key bytea       not null,
  sealed     jsonb       not null,
  made_at    timestamptz not null,
  retired_at timestamptz
);
