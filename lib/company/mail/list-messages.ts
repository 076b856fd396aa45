import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { InboundEmail, ListMail } from "./schemas";
import { selectMessages } from "./store-inbound";

/** The received messages of a company, the newest first, those that were quarantined or not matched included. */
export async function listMessages(
  ctx: WorkspaceCtx,
  query: ListMail & { projectId: string },
): Promise<{ data: InboundEmail[]; next_cursor: string | null }> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, async (tx) =>
    pageOf(await selectMessages(tx, { ...query, limit: query.limit + 1 }), query.limit),
  );
}
