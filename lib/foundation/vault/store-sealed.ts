import { sql, type RawBuilder } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import { VERSION } from "./cipher";

/** Where sealed values are: the owner of the table says so. `key` is the primary key, in the order of its index. */
export type SealedColumn = { table: string; column: string; key: readonly { name: string; type: "uuid" | "text" }[] };
export type SealedRow = { key: string[]; workspaceId: string; sealed: string };
export type Resealed = SealedRow & { fresh: string };

/** The key id of a value that this vault never encrypted. */
export const NO_KEY = "none";

const cast = (type: "uuid" | "text"): RawBuilder<unknown> => sql.raw(type);
const columns = ({ key }: SealedColumn): RawBuilder<unknown> => sql.join(key.map(({ name }) => sql.ref(name)));

/** Rows under one of these keys, in the order of their primary key; locked, and without those that somebody else is writing. */
export async function lockSealedRows(
  tx: ServiceTx,
  of: SealedColumn,
  { keyIds, after, limit }: { keyIds: readonly string[]; after: readonly string[] | null; limit: number },
): Promise<SealedRow[]> {
  const sealed = sql.ref(of.column);
  const position = after && sql.join(of.key.map(({ type }, index) => sql`${after[index]}::${cast(type)}`));
  const { rows } = await sql<SealedRow>`
    select array[${sql.join(of.key.map(({ name }) => sql`${sql.ref(name)}::text`))}] as key,
      workspace_id as "workspaceId", ${sealed} as sealed
    from ${sql.table(of.table)}
    where split_part(${sealed}, '.', 1) = ${VERSION} and split_part(${sealed}, '.', 2) = any(${keyIds})
      ${position ? sql`and (${columns(of)}) > (${position})` : sql``}
    order by ${columns(of)} limit ${limit} for no key update skip locked`.execute(tx.db);
  return rows;
}

/** Writes what was resealed, each row only if it still holds what was read; answers how many did. */
export async function replaceSealedRows(tx: ServiceTx, of: SealedColumn, rows: readonly Resealed[]): Promise<number> {
  const keys = of.key.map(({ type }, index) => sql`${rows.map(({ key }) => key[index])}::${cast(type)}[]`);
  const names = of.key.map((_, index) => sql.ref(`key_${index}`));
  const same = of.key.map(({ name }, index) => sql`stored.${sql.ref(name)} = given.${sql.ref(`key_${index}`)}`);
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(of.table)} as stored set ${sql.ref(of.column)} = given.fresh
    from unnest(${sql.join(keys)}, ${rows.map(({ sealed }) => sealed)}::text[], ${rows.map(({ fresh }) => fresh)}::text[])
      as given (${sql.join(names)}, sealed, fresh)
    where ${sql.join(same, sql` and `)} and stored.${sql.ref(of.column)} = given.sealed`.execute(tx.db);
  return Number(numAffectedRows);
}

/** How many rows each key holds. */
export async function countByKey(tx: ServiceTx, of: SealedColumn): Promise<Record<string, number>> {
  const sealed = sql.ref(of.column);
  const { rows } = await sql<{ id: string; count: number }>`
    select case when ${sealed} ~ ${`^${VERSION}\\.[0-9a-f]{8}\\.`} then split_part(${sealed}, '.', 2) else ${NO_KEY} end as id,
      count(*)::int as count
    from ${sql.table(of.table)} group by 1 order by 1`.execute(tx.db);
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}
