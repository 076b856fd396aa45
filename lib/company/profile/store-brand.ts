import type { TxCtx } from "@/lib/platform/transaction";
import { Brand } from "./schemas";

const COLUMNS = Object.keys(Brand.shape) as (keyof Brand)[];

export async function findBrandRow(tx: TxCtx): Promise<Brand | null> {
  const row = await tx.db
    .selectFrom("genesis.brand_profiles")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row ? Brand.parse(row) : null;
}

export async function upsertBrand(tx: TxCtx, brand: Brand): Promise<void> {
  await tx.db
    .insertInto("genesis.brand_profiles")
    .values({ workspace_id: tx.workspaceId, ...brand })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(brand))
    .execute();
}
