import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sha256 } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import type { EmailLinks } from "./approval-email";
import { signApprovalLink } from "./approval-link";
import { requireApproval } from "./require-approval";
import type { StoredApproval } from "./schemas";
import { findExecutedOfKind } from "./store-executions";
import { insertLinks, type NewLink } from "./store-links";

const LINK_MS = 72 * 3_600_000;

/**
 * The two links of an email by which one person decides a proposal that waits, once; a repeated call makes the same links. Null for one that
 * only a signed-in person decides: it costs money, is the first of its kind, or does not wait any more.
 */
export async function linkApproval(
  ctx: WorkspaceCtx,
  { approvalId, userId }: { approvalId: string; userId: string },
): Promise<EmailLinks | null> {
  // No permission: the job that emails has asked for its own.
  // No event: the proposal that it asks about is one.
  return withTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId);
    const { project_id: projectId, action_type: actionType, state, cost_cap_cents } = approval;
    const isKnown = (await findExecutedOfKind(tx, { projectId, actionType })) !== null;
    if (state !== "pending" || !isKnown || cost_cap_cents > 0) return null;
    const expiresAt = expiryOf(approval);
    const sign = (decision: NewLink["decision"]): Promise<string> => {
      const claims = { workspace: tx.workspaceId, approval: approvalId, version: approval.version, user: userId };
      return signApprovalLink({ ...claims, decision }, expiresAt);
    };
    const [approve, deny] = [await sign("approved"), await sign("denied")];
    const row = (token: string, decision: NewLink["decision"]): NewLink => ({
      approvalId,
      version: approval.version,
      decision,
      userId,
      tokenHash: sha256(token),
      expiresAt: expiresAt.toISOString(),
    });
    await insertLinks(tx, [row(approve, "approved"), row(deny, "denied")]);
    return { approve, deny };
  });
}

/** From the row's own times, so that a repeated job makes the same links. */
const expiryOf = ({ expires_at, created_at }: StoredApproval): Date =>
  new Date(Math.min(Date.parse(expires_at), Date.parse(created_at) + LINK_MS));
