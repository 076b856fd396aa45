import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";
import { Role } from "@/lib/foundation/access/schemas";

export const Member = z.object({
  user_id: z.string(),
  email: z.string(),
  role: Role,
  joined_at: z.string(),
});
export type Member = z.infer<typeof Member>;
/** A member as one of them sees it. */
export type ShownMember = Member & { is_you: boolean };

export const MemberRef = z.object({ userId: z.string().min(1).max(200).meta({ description: "The member." }) });
export type MemberRef = z.infer<typeof MemberRef>;
/**
 * The decision about the secrets that a member could see as an administrator, when that role ends: `rotate` replaces all of them at once, `keep` leaves them as they are. Either is recorded in the ledger and the audit log.
 */
export const SecretsDecision = z.enum(["rotate", "keep"], "must be rotate or keep").default("rotate");
export type SecretsDecision = z.infer<typeof SecretsDecision>;
export const ChangeRole = z.object({
  role: Role.meta({ description: "The role in the workspace." }),
  secrets: SecretsDecision.meta({
    description:
      "Secrets that an owner or admin could see (webhook token, secret website keys): `rotate` replaces them at once, `keep` leaves them and records the decision.",
  }),
});
export type ChangeRole = z.infer<typeof ChangeRole>;
export const RemoveMember = z.object({
  secrets: SecretsDecision.meta({
    description:
      "Secrets that an owner or admin could see (webhook token, secret website keys): `rotate` replaces them at once, `keep` leaves them and records the decision.",
  }),
});
export type RemoveMember = z.infer<typeof RemoveMember>;
export const TransferOwnership = z.object({
  user_id: z.string().min(1, "is required").max(200).meta({ description: "The member." }),
});
export type TransferOwnership = z.infer<typeof TransferOwnership>;

export const InviteState = z.enum(["open", "accepted", "expired", "revoked"]);
export type InviteState = z.infer<typeof InviteState>;

/** An invitation as members see it: never its link. */
export const Invite = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: Role,
    inviter_email: z.string(),
    created_at: z.string(),
    expires_at: z.string(),
    mailed_at: z.string().nullable(),
    mail_error: z.string().nullable(),
    state: InviteState,
  })
  .meta({ id: "Invite" });
export type Invite = z.infer<typeof Invite>;

export const InviteRef = z.object({ inviteId: z.uuid("must be a uuid").meta({ description: "The invitation." }) });
export type InviteRef = z.infer<typeof InviteRef>;
export const InviteMember = z.object({
  email: EmailAddress.meta({ description: "The email address." }),
  role: Role.meta({ description: "The role in the workspace." }),
});
export type InviteMember = z.infer<typeof InviteMember>;
export const ListInvitesQuery = z.object({
  cursor: z
    .uuid("is not one that this list gave out")
    .optional()
    .meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListInvitesQuery = z.infer<typeof ListInvitesQuery>;
export const AcceptInvite = z.object({
  token: z
    .string()
    .trim()
    .min(1, "is required")
    .max(200, "is not one of ours")
    .meta({ description: "The last part of the invitation's link." }),
});
export type AcceptInvite = z.infer<typeof AcceptInvite>;
