import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { AccessCache } from "./access-cache";
import { findMembership, type Membership } from "./store";

const memberships = new AccessCache<Membership & { workspaceId: string }>(({ workspaceId }) => workspaceId);

/** Whether and as what somebody is a member; remembered as {@link AccessCache} says. */
export async function membershipOf(
  ctx: SystemCtx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Membership | null> {
  return memberships.get(`${workspaceId}:${userId}`, async () => {
    const found = await withServiceTransaction(ctx, (tx) => findMembership(tx, workspaceId, userId));
    return found && { ...found, workspaceId };
  });
}
