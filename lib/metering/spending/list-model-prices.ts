import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { languageModel } from "@/lib/providers/llm/select";
import { priceFile } from "./price-file";
import { PRICE_LIST, priceOf, type Price } from "./prices";
import type { ModelPrices, OperatorPrice } from "./schemas";
import { selectModelPrices } from "./store-prices";

/** The operator's model prices, the price of the configured model, and the published list for all others. */
export async function listModelPrices(ctx: AdminCtx, model = languageModel()): Promise<ModelPrices> {
  requireAdmin(ctx);
  const set = await withServiceTransaction(ctx, selectModelPrices);
  const onPage = new Map(set.map(({ model: name, price }) => [name, price]));
  const own = new Map([...priceFile(), ...onPage]);
  const asked = { provider: model.provider, model: model.defaultModel };
  const fromFile = [...priceFile()].filter(([name]) => !onPage.has(name));
  const data: OperatorPrice[] = [
    ...set.map(({ model: name, price, set_by, set_at }) => ({
      model: name,
      ...price,
      by: "page" as const,
      set_by,
      set_at,
    })),
    ...fromFile.map(([name, price]) => ({ model: name, ...price, by: "file" as const, set_by: null, set_at: null })),
  ].toSorted((a, b) => a.model.localeCompare(b.model));
  return { data, configured: { ...asked, price: shown(priceOf(asked, ctx.now(), own)) }, list: PRICE_LIST };
}

/** The rates of a price as people read them: those of a call that is not large enough for a tier. */
function shown(price: Price | null): ModelPrices["configured"]["price"] {
  if (!price) return null;
  const base = (key: string): number => {
    const rate = price.rates[key] ?? 0;
    return typeof rate === "number" ? rate : rate.base;
  };
  return { input: base("input_mtok"), output: base("output_mtok"), by: price.by };
}
