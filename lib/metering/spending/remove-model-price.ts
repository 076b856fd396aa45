import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { ModelNamed } from "./schemas";
import { deleteModelPrice, selectModelPrices } from "./store-prices";

/** Takes back a price that an administrator set; from the next call on the file's or the list's holds. 404 `model_price.not_found`. */
export async function removeModelPrice(ctx: AdminCtx, { model }: ModelNamed): Promise<{ ok: true }> {
  requireAdmin(ctx);
  // No event: a price belongs to no company; the audit log has its line.
  await withServiceTransaction(ctx, async (tx) => {
    const before = (await selectModelPrices(tx)).find((set) => set.model === model);
    if (!before || !(await deleteModelPrice(tx, model)))
      throw new AppError("not_found", `No administrator set a price for ${model}.`, { code: "model_price.not_found" });
    await recordServiceAudit(tx, {
      action: "model_price.removed",
      actor: { type: "admin", id: ctx.user.userId },
      workspaceId: null,
      target: { type: "model", id: model },
      before: before.price,
    });
  });
  return { ok: true };
}
