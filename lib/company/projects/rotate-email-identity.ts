import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { EmailAddressRotated } from "./events";
import { giveAddress } from "./give-address";
import type { EmailIdentity, ProjectRef } from "./schemas";
import { findProject } from "./store";
import { findActiveIdentity, setRotated } from "./store-identities";

/**
 * Replaces the email address of a company by one that its name does not tell. Mail to the previous one is no longer filed; only the
 * addresses of its threads are, for 90 days.
 */
export async function rotateEmailIdentity(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<EmailIdentity> {
  requirePermission(ctx, "projects.write");
  return withTransaction(ctx, async (tx) => {
    const project = await findProject(tx, projectId);
    if (!project) throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
    const previous = await findActiveIdentity(tx, projectId);
    if (previous) await setRotated(tx, previous.id);
    const identity = await giveAddress(tx, { projectId, name: project.name, isFresh: true });
    const from = previous?.reply_address ?? null;
    await appendEvent(
      tx,
      EmailAddressRotated,
      { identityId: identity.id, from, to: identity.reply_address },
      { projectId },
    );
    return identity;
  });
}
