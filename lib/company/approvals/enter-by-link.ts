import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { withReadTransaction } from "@/lib/platform/transaction";
import { openApprovalLink, type LinkClaims } from "./approval-link";
import { findLink } from "./store-links";

export type Entered = { ctx: WorkspaceCtx; claims: LinkClaims; tokenHash: string; isUsed: boolean };

/**
 * The person of a link in its workspace, with the rights that they have now; null for a link that is expired, unknown, or of somebody who is
 * no member any more. 403 `workspace.frozen` while the workspace is frozen.
 */
export async function enterByLink(ctx: SystemCtx, token: string): Promise<Entered | null> {
  const claims = await openApprovalLink(token, ctx.now());
  if (!claims) return null;
  const user = { ...ctx, user: { userId: claims.user, email: "" } };
  const entered = await enterWorkspace(user, claims.workspace).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "workspace.forbidden") return null;
    throw error;
  });
  if (!entered) return null;
  const tokenHash = sha256(token);
  const link = await withReadTransaction(entered, (tx) => findLink(tx, tokenHash));
  return link && { ctx: entered, claims, tokenHash, isUsed: link.usedAt !== null };
}
