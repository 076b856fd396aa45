import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const WorkspaceCreated = defineEvent(
  "workspace.created",
  z.object({ workspaceId: z.uuid(), name: z.string(), slug: z.string() }),
  ({ name }) => `Workspace “${name}” was created.`,
);

export const MemberJoined = defineEvent(
  "workspace.member_joined",
  z.object({ userId: z.string(), role: z.string(), email: z.string() }),
  ({ email, role }) => `${email} joined as ${role}.`,
);

export const WebhookTokenIssued = defineEvent(
  "workspace.webhook_token_issued",
  z.object({ tokenId: z.uuid(), lastFour: z.string(), overlapHours: z.number().int() }),
  ({ lastFour, overlapHours }) =>
    overlapHours > 0
      ? `A new webhook token ending in ${lastFour} was issued; the old one stays valid for ${overlapHours} h.`
      : `A webhook token ending in ${lastFour} was issued.`,
);

const OfKey = z.object({ keyId: z.uuid(), name: z.string(), lastFour: z.string() });
export const KeyCreated = defineEvent(
  "workspace.key_created",
  OfKey,
  ({ name, lastFour }) => `API key “${name}”, ending in ${lastFour}, was created.`,
);
export const KeyRevoked = defineEvent(
  "workspace.key_revoked",
  OfKey,
  ({ name, lastFour }) => `API key “${name}”, ending in ${lastFour}, was revoked.`,
);

export const WorkspaceRenamed = defineEvent(
  "workspace.renamed",
  z.object({ from: z.string(), to: z.string() }),
  ({ from, to }) => `Workspace “${from}” is now called “${to}”.`,
);

const OfMember = z.object({ userId: z.string(), email: z.string() });
export const MemberRoleChanged = defineEvent(
  "workspace.member_role_changed",
  OfMember.extend({ from: z.string(), to: z.string() }),
  ({ email, from, to }) => `${email} was ${from} and is now ${to}.`,
);
export const MemberRemoved = defineEvent(
  "workspace.member_removed",
  OfMember.extend({ role: z.string() }),
  ({ email, role }) => `${email}, ${role}, was removed from the workspace.`,
);
export const MemberLeft = defineEvent(
  "workspace.member_left",
  OfMember.extend({ role: z.string() }),
  ({ email, role }) => `${email}, ${role}, left the workspace.`,
);
export const OwnershipTransferred = defineEvent(
  "workspace.ownership_transferred",
  z.object({ from: OfMember, to: OfMember }),
  ({ from, to }) => `${from.email} handed the workspace over to ${to.email} and is now admin.`,
);

/** The address is masked: who was invited is no member yet, and the ledger forgets nothing. */
const OfInvite = z.object({ inviteId: z.uuid(), email: z.string(), role: z.string() });
export const MemberInvited = defineEvent(
  "workspace.member_invited",
  OfInvite,
  ({ email, role }) => `${email} was invited as ${role}.`,
);
export const InviteResent = defineEvent(
  "workspace.invite_resent",
  OfInvite,
  ({ email, role }) => `${email} is mailed the invitation as ${role} again.`,
);
export const InviteRevoked = defineEvent(
  "workspace.invite_revoked",
  OfInvite,
  ({ email, role }) => `The invitation of ${email} as ${role} was withdrawn.`,
);
