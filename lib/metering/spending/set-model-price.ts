import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { SetModelPrice } from "./schemas";
import { selectModelPrices, upsertModelPrice } from "./store-prices";

/**
 * Sets what a model costs in this installation, from the next call on, and lets callers name it; `*` stands for every model without a
 * known price. Audited; belongs to no workspace, so no ledger has a line of it.
 */
export async function setModelPrice(ctx: AdminCtx, { model, ...price }: SetModelPrice): Promise<SetModelPrice> {
  requireAdmin(ctx);
  // No event: a price belongs to no company; the audit log has its line.
  await withServiceTransaction(ctx, async (tx) => {
    const before = (await selectModelPrices(tx)).find((set) => set.model === model);
    await upsertModelPrice(tx, { model, price, by: ctx.user.userId });
    await recordServiceAudit(tx, {
      action: "model_price.set",
      actor: { type: "admin", id: ctx.user.userId },
      workspaceId: null,
      target: { type: "model", id: model },
      ...(before && { before: before.price }),
      after: price,
    });
  });
  return { model, ...price };
}
