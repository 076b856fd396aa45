import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectSentByIds, type SentEmail } from "./store-outbound";

/** Finds those of the message ids that are emails from an address of this workspace's companies, and where their answers go. */
export async function findSentEmails(ctx: WorkspaceCtx, messageIds: readonly string[]): Promise<SentEmail[]> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, (tx) => selectSentByIds(tx, messageIds));
}
