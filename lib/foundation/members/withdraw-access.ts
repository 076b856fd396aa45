import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/platform/text";
import { replaceSharedSecrets, type NewSecrets } from "@/lib/foundation/credentials/replace-shared-secrets";
import { revokeKeysOfMember } from "@/lib/foundation/credentials/revoke-keys-of-member";
import { ROLE_PERMISSIONS, seesSecrets } from "@/lib/foundation/access/roles";
import type { Role } from "@/lib/foundation/access/schemas";
import { InviteRevoked } from "./events";
import { grantableRoles } from "./member-rules";
import type { Member, SecretsDecision } from "./schemas";
import { revokeInvitesOf } from "./store-invites";

/** `exposure`: what became of the secrets that the member could see; `unseen` for a role that sees none, or that goes on seeing them. */
type Ended = { revoked_keys: number; revoked_invites: number; exposure: "rotated" | "kept" | "unseen" };
/** `ended` is for the audit log; `newSecrets` is for the answer alone. */
type WithdrawnAccess = { ended: Ended; newSecrets: NewSecrets | null };
export type Withdrawn = Ended & { new_secrets: NewSecrets | null };

type Change = { member: Member; role: Role | null; secrets: SecretsDecision };

/**
 * Ends what a member could not give out any more with their new role (null: they are no member now): API keys they made that can do more
 * than they may, and open invitations to a role they could not invite to. Secrets that they could see and may not see any more are
 * replaced or kept, as decided.
 */
export async function withdrawAccess(tx: TxCtx, { member, role, secrets }: Change): Promise<WithdrawnAccess> {
  const { user_id: userId } = member;
  const allowed = role === null ? new Set<never>() : ROLE_PERMISSIONS[role];
  const revokedKeys = await revokeKeysOfMember(tx, { userId, allowed });
  const invites = await revokeInvitesOf(tx, userId, role === null ? [] : grantableRoles(role));
  for (const invite of invites) {
    await appendEvent(tx, InviteRevoked, { inviteId: invite.id, email: maskAddress(invite.email), role: invite.role });
  }
  const ended = { revoked_keys: revokedKeys, revoked_invites: invites.length };
  if (!seesSecrets(member.role) || (role !== null && seesSecrets(role)))
    return { ended: { ...ended, exposure: "unseen" }, newSecrets: null };
  if (secrets === "keep") return { ended: { ...ended, exposure: "kept" }, newSecrets: null };
  return { ended: { ...ended, exposure: "rotated" }, newSecrets: await replaceSharedSecrets(tx) };
}
