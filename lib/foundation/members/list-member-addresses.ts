import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Role } from "@/lib/foundation/access/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { spellAddress } from "@/lib/platform/email-address";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectMemberAddresses } from "./store-addresses";
import { selectMembers } from "./store-members";

export type MemberAddress = { user_id: string; email: string; role: Role };

/** Every address by which a member is known: the one they sign in with, and those that they confirmed; in the spelling that is compared. */
export async function listMemberAddresses(ctx: WorkspaceCtx): Promise<MemberAddress[]> {
  requirePermission(ctx, "members.read");
  return withReadTransaction(ctx, async (tx) => {
    const members = await selectMembers(tx);
    const others = (await selectMemberAddresses(tx)).flatMap(({ user_id, email }) => {
      const member = members.find((one) => one.user_id === user_id);
      return member ? [{ user_id, email, role: member.role }] : [];
    });
    const own = members.map(({ user_id, email, role }) => ({ user_id, email, role }));
    return [...own, ...others].map((one) => ({ ...one, email: spellAddress(one.email) }));
  });
}
