import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { listMembers } from "@/lib/foundation/members/list-members";
import type { WorkspaceCtx } from "@/lib/platform/ctx";

const MOST_RECIPIENTS = 20;

/** The members with an email address who may decide proposals, at most 20: those that reports go to. */
export async function listDeciders(ctx: WorkspaceCtx): Promise<{ user_id: string; email: string }[]> {
  requirePermission(ctx, "members.read");
  const members = await listMembers(ctx);
  return members
    .flatMap(({ user_id, email, role }) =>
      email && ROLE_PERMISSIONS[role].has("approvals.decide") ? [{ user_id, email }] : [],
    )
    .slice(0, MOST_RECIPIENTS);
}
