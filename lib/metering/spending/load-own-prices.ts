import type { TxCtx } from "@/lib/platform/transaction";
import type { OwnPrices } from "./schemas";
import { priceFile } from "./price-file";
import { selectModelPrices } from "./store-prices";

/** The operator's prices as they apply now: what an administrator set on the page goes before the file. */
export async function loadOwnPrices(tx: Pick<TxCtx, "db">): Promise<OwnPrices> {
  const set = await selectModelPrices(tx);
  return new Map([...priceFile(), ...set.map(({ model, price }) => [model, price] as const)]);
}
