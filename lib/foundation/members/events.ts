import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";

export const MemberJoined = defineEvent(
  "workspace.member_joined",
  z.object({ userId: z.string(), role: z.string(), email: MaskedAddress }),
  ({ email, role }) => `${email} joined as ${role}.`,
);

export const MemberAddressConfirmed = defineEvent(
  "workspace.member_address_confirmed",
  z.object({ userId: z.string() }),
  () => "A member confirmed another email address as theirs.",
);

const OfMember = z.object({ userId: z.string(), email: MaskedAddress });
/** The decision about the secrets that the member could see. */
const Exposure = z.enum(["rotated", "kept", "unseen"]);
const EXPOSURE_SENTENCE: Record<z.infer<typeof Exposure>, string> = {
  rotated: " The webhook token and the secret keys were replaced.",
  kept: " The webhook token and the secret keys they could see were kept.",
  unseen: "",
};
export const MemberRoleChanged = defineEvent(
  "workspace.member_role_changed",
  OfMember.extend({ from: z.string(), to: z.string(), exposure: Exposure }),
  ({ email, from, to, exposure }) => `${email} was ${from} and is now ${to}.${EXPOSURE_SENTENCE[exposure]}`,
);
export const MemberRemoved = defineEvent(
  "workspace.member_removed",
  OfMember.extend({ role: z.string(), exposure: Exposure }),
  ({ email, role, exposure }) => `${email}, ${role}, was removed from the workspace.${EXPOSURE_SENTENCE[exposure]}`,
);
export const MemberLeft = defineEvent(
  "workspace.member_left",
  OfMember.extend({ role: z.string(), exposure: Exposure }),
  ({ email, role, exposure }) => `${email}, ${role}, left the workspace.${EXPOSURE_SENTENCE[exposure]}`,
);
export const OwnershipTransferred = defineEvent(
  "workspace.ownership_transferred",
  z.object({ from: OfMember, to: OfMember }),
  ({ from, to }) => `${from.email} handed the workspace over to ${to.email} and is now admin.`,
);

/** The address is masked: who was invited is no member yet, and the ledger forgets nothing. */
const OfInvite = z.object({ inviteId: z.uuid(), email: MaskedAddress, role: z.string() });
export const MemberInvited = defineEvent(
  "workspace.member_invited",
  OfInvite,
  ({ email, role }) => `${email} was invited as ${role}.`,
);
export const InviteResent = defineEvent(
  "workspace.invite_resent",
  OfInvite,
  ({ email, role }) => `$The invitation of ${email} as ${role} was sent again.`,
);
export const InviteRevoked = defineEvent(
  "workspace.invite_revoked",
  OfInvite,
  ({ email, role }) => `The invitation of ${email} as ${role} was withdrawn.`,
);
