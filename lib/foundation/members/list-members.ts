import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { toShownMember } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ShownMember } from "./schemas";
import { selectMembers } from "./store-members";

/** The members of the workspace and their roles, oldest first, at most 1,000. */
export async function listMembers(ctx: WorkspaceCtx): Promise<ShownMember[]> {
  requirePermission(ctx, "members.read");
  const members = await withReadTransaction(ctx, selectMembers);
  return members.map((member) => toShownMember(member, ctx));
}
