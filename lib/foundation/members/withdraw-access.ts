import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { revokeKeysOfMember } from "@/lib/foundation/credentials/revoke-keys-of-member";
import { InviteRevoked } from "./events";
import { grantableRoles } from "./member-rules";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import type { Role } from "@/lib/foundation/access/schemas";
import { revokeInvitesOf } from "./store-invites";

export type Withdrawn = { revoked_keys: number; revoked_invites: number };

/**
 * Ends what somebody has given out and could not give out any more with their new role (null: they are no member now): API keys that can
 * do more than they may, whose text they know, and open invitations to a role they could not invite to.
 */
export async function withdrawAccess(tx: TxCtx, userId: string, role: Role | null): Promise<Withdrawn> {
  const allowed = role === null ? new Set<never>() : ROLE_PERMISSIONS[role];
  const revokedKeys = await revokeKeysOfMember(tx, { userId, allowed });
  const invites = await revokeInvitesOf(tx, userId, role === null ? [] : grantableRoles(role));
  for (const invite of invites) {
    await appendEvent(tx, InviteRevoked, { inviteId: invite.id, email: maskAddress(invite.email), role: invite.role });
  }
  return { revoked_keys: revokedKeys, revoked_invites: invites.length };
}
