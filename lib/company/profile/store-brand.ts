import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Brand, type RevisedBrand } from "./schemas";

const COLUMNS = Object.keys(Brand.shape) as (keyof Brand)[];

export async function findBrandRow(tx: TxCtx): Promise<RevisedBrand> {
  const row = await tx.db
    .selectFrom("genesis.brand_profiles")
    .select([...COLUMNS, "revision"])
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row ? { brand: Brand.parse(row), revision: row.revision } : { brand: null, revision: 0 };
}

/** False: another revision than `over` is saved by now. */
export async function upsertBrand(tx: TxCtx, brand: Brand, over?: number): Promise<boolean> {
  const [result] = await tx.db
    .insertInto("genesis.brand_profiles")
    .values({ workspace_id: tx.workspaceId, ...brand })
    .onConflict((conflict) => {
      const next = sql<number>`brand_profiles.revision + 1`;
      const update = conflict.column("workspace_id").doUpdateSet({ ...brand, revision: next });
      return over === undefined ? update : update.where(sql<boolean>`brand_profiles.revision = ${over}`);
    })
    .execute();
  return (result?.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
