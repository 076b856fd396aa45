import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { EmailAddressGiven } from "./events";
import { giveAddress } from "./give-address";
import { findProject } from "./store";

/** Gives a company of before there were addresses its own; does nothing for one that was deleted meanwhile. */
export async function backfillAddress(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<void> {
  requirePermission(ctx, "projects.write");
  await withTransaction(ctx, async (tx) => {
    const project = await findProject(tx, projectId);
    if (!project) return;
    const { id: identityId, reply_address: address } = await giveAddress(tx, { projectId, name: project.name });
    await appendEvent(tx, EmailAddressGiven, { identityId, address }, { projectId });
  });
}
