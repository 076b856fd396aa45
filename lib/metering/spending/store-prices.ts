import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { OwnPrice } from "./schemas";

export type SetPrice = { model: string; price: OwnPrice; set_by: string; set_at: string };
type Row = OwnPrice & { model: string; set_by: string; set_at: string };

/** The prices that administrators set, by name. Past row level security: they belong to no workspace. */
export async function selectModelPrices(tx: Pick<TxCtx | ServiceTx, "db">): Promise<SetPrice[]> {
  const { rows } = await sql<Row & { cache_read: number | null; cache_write: number | null }>`
    select model, input::float8, output::float8, cache_read::float8, cache_write::float8, set_by, set_at
    from private.model_prices order by model`.execute(tx.db);
  return rows.map(({ model, input, output, cache_read, cache_write, set_by, set_at }) => ({
    model,
    price: {
      input,
      output,
      ...(cache_read !== null && { cache_read }),
      ...(cache_write !== null && { cache_write }),
    },
    set_by,
    set_at,
  }));
}

export async function upsertModelPrice(
  tx: ServiceTx,
  { model, price, by }: { model: string; price: OwnPrice; by: string },
): Promise<void> {
  await sql`
    insert into private.model_prices (model, input, output, cache_read, cache_write, set_by, set_at)
    values (${model}, ${price.input}, ${price.output}, ${price.cache_read ?? null}, ${price.cache_write ?? null}, ${by},
      ${tx.now().toISOString()})
    on conflict (model) do update set input = excluded.input, output = excluded.output, cache_read = excluded.cache_read,
      cache_write = excluded.cache_write, set_by = excluded.set_by, set_at = excluded.set_at`.execute(tx.db);
}

/** False: there was none. */
export async function deleteModelPrice(tx: ServiceTx, model: string): Promise<boolean> {
  const { rows } = await sql`delete from private.model_prices where model = ${model} returning model`.execute(tx.db);
  return rows.length > 0;
}
