import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { getSendingRoute, type SendingRouteView } from "./get-sending-route";
import { keepSendingChoice } from "./keep-sending-choice";
import type { ChooseSendingRoute } from "./schemas";

/**
 * Chooses by which way the workspace's emails leave, or leaves it to its machine's report; a job follows, and the workflows after it. The
 * same choice again changes nothing. 422 `ignition.not_launched`.
 */
export async function chooseSendingRoute(
  ctx: WorkspaceCtx,
  { choice }: Pick<ChooseSendingRoute, "choice">,
): Promise<SendingRouteView> {
  requirePermission(ctx, "ignition.launch");
  // No event: keepSendingChoice appends it, in the same transaction.
  return withTransaction(ctx, async (tx) => {
    await keepSendingChoice(tx, choice);
    return getSendingRoute(tx);
  });
}
