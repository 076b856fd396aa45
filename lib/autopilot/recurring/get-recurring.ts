import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireRecurring } from "./require-recurring";
import { withWords } from "./schedule-words";
import type { RecurringDetail, RecurringRef } from "./schemas";
import { webhookSecret } from "./webhook-secret";

/** One recurring task of a company, with the key of its signatures for those who may change it; 404 `recurring.not_found`. */
export async function getRecurring(
  ctx: WorkspaceCtx,
  of: RecurringRef & { projectId: string },
): Promise<RecurringDetail> {
  requirePermission(ctx, "recurring.read");
  const mayChange = ctx.actor.type === "job" || ctx.actor.permissions.has("recurring.write");
  return withReadTransaction(ctx, async (tx) => {
    const task = withWords(await requireRecurring(tx, of));
    const signs = task.job_type === "webhook.post" && mayChange;
    return { ...task, signing_secret: signs ? webhookSecret(task.project_id) : null };
  });
}
