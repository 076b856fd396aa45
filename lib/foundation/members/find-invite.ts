import type { UserCtx } from "@/lib/platform/ctx";
import { spellAddress } from "@/lib/platform/email-address";
import { maskAddress } from "@/lib/platform/text";
import type { Invite } from "./schemas";
import { stateAt, type FoundInvite } from "./store-invites";
import { locateInvite } from "./locate-invite";

export type InvitePreview = Pick<Invite, "email" | "role" | "inviter_email" | "expires_at" | "state"> & {
  workspace_name: string;
  is_for_you: boolean;
};

export const isFor = (invite: FoundInvite, { user }: UserCtx): boolean => invite.email === spellAddress(user.email);

/** The public part of an invitation, shown before it is accepted; null for an unknown link. */
export async function findInvite(ctx: UserCtx, token: string): Promise<InvitePreview | null> {
  const invite = await locateInvite(ctx, { token });
  if (!invite) return null;
  const { workspace_name, role, inviter_email, expires_at } = invite;
  const isForYou = isFor(invite, ctx);
  return {
    workspace_name,
    role,
    email: isForYou ? invite.email : maskAddress(invite.email),
    inviter_email,
    expires_at,
    state: stateAt(invite, ctx.now()),
    is_for_you: isForYou,
  };
}
