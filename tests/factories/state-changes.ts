import type { TestWorld } from "./test-world";

type Watch = {
  table: string;
  /** Of a row `r`: its id as text, and its state. */
  id: string;
  state: string;
  /** Whether a line `e` of the ledger tells of the thing `c.id`. */
  tells: string;
};

/** The lines of each change that was seen, in the words “from to to”: one list for each way in which it was made. */
export type Seen = Record<string, string[]>;

/**
 * Has the database itself note each change of a state with its transaction, whoever makes it. Answers the changes by commit, each with
 * the lines of the ledger that the same commit wrote about the thing. Steps that a commit passes through on its way are no changes.
 */
export async function watchStates(
  { admin }: TestWorld,
  { table, id, state, tells }: Watch,
): Promise<() => Promise<Seen>> {
  await admin.query(`
    create table public.changes_of_${table} (seq bigint generated always as identity, id text, "from" text, "to" text,
      xact xid8 default pg_current_xact_id());
    create function public.note_${table}() returns trigger language plpgsql security definer as $$
    declare
      before text;
      after text;
      thing text;
    begin
      select ${state}, ${id} into after, thing from (select new.*) r;
      if tg_op = 'UPDATE' then select ${state} into before from (select old.*) r; end if;
      if after is distinct from before then
        insert into public.changes_of_${table} (id, "from", "to") values (thing, before, after);
      end if;
      return null;
    end $$;
    create trigger note_${table} after insert or update on public.${table} for each row
      execute function public.note_${table}()`);
  return async () => {
    const { rows } = await admin.query<{ edge: string; lines: string }>(`
      with changes as (
        select id, xact, (array_agg("from" order by seq))[1] as "from", (array_agg("to" order by seq desc))[1] as "to"
        from public.changes_of_${table} group by id, xact)
      select distinct coalesce(c."from", 'new') || ' to ' || c."to" as edge,
        (select coalesce(string_agg(e.event_type, ' ' order by e.id), 'no line') from project_events e
         where e.xact_id = c.xact and ${tells}) as lines
      from changes c
      where c."from" is distinct from c."to"
      order by edge, lines`);
    const seen: Seen = {};
    for (const { edge, lines } of rows) (seen[edge] ??= []).push(lines);
    return seen;
  };
}
