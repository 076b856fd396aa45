import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectAnswered, type Answered } from "./store-matching";

/** Which of these message ids are emails of this workspace, sequence or answer, and to whom each went. */
export async function findOwnMessages(ctx: WorkspaceCtx, messageIds: readonly string[]): Promise<Answered[]> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, (tx) => selectAnswered(tx, messageIds));
}
