import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { FIRST_MAILBOX, type Pacing } from "./schemas";
import { callPacingNow } from "./store-pacing";

/** How fast a mailbox may go, and what keeps it from sending now. */
export async function getPacing(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<Pacing> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, (tx) => callPacingNow(tx, mailbox));
}
