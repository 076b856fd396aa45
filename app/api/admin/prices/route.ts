import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listModelPrices } from "@/lib/metering/spending/list-model-prices";
import { removeModelPrice } from "@/lib/metering/spending/remove-model-price";
import { ModelNamed, SetModelPrice } from "@/lib/metering/spending/schemas";
import { setModelPrice } from "@/lib/metering/spending/set-model-price";

/** GET /api/admin/prices → { data: [the operator's prices], configured: the model in use, list: where other prices come from } */
export const GET = adminRoute({ input: {}, handler: (ctx) => listModelPrices(ctx) });

/** POST /api/admin/prices { model, input, output, cache_read?, cache_write? }, in US dollars per million tokens → the same */
export const POST = adminRoute({
  input: { body: SetModelPrice },
  handler: (ctx, { body }) => setModelPrice(ctx, body),
});

/** DELETE /api/admin/prices { model } → { ok } */
export const DELETE = adminRoute({
  input: { body: ModelNamed },
  handler: (ctx, { body }) => removeModelPrice(ctx, body),
});

export const { PUT, PATCH, OPTIONS } = otherMethods({ GET, POST, DELETE });
