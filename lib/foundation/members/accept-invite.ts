import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { holdAccess } from "@/lib/foundation/access/hold-access";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/platform/text";
import { MemberJoined } from "./events";
import { isFor } from "./find-invite";
import { locateInvite } from "./locate-invite";
import { inviteNotFound, inviteOver } from "./invite-rules";
import { alreadyMember } from "./member-rules";
import type { AcceptInvite } from "./schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import { addMember } from "./add-member";
import { findFirstProject, findInviteRow, stateAt, updateInviteAccepted, type FoundInvite } from "./store-invites";
import { findMember } from "./store-members";

export type Accepted = { workspace_id: string; workspace_name: string; role: Role; project_id: string | null };

const otherPerson = (invite: FoundInvite): AppError =>
  new AppError(
    "forbidden",
    `This invitation is for ${maskAddress(invite.email)}. Sign in with that address, or ask for an invitation to yours.`,
    { code: "invite.other_person" },
  );

/**
 * Makes the signed-in person a member, if the invitation is for their address and open; of many attempts at once one succeeds. A frozen
 * workspace takes nobody in.
 */
export async function acceptInvite(ctx: UserCtx, { token }: AcceptInvite): Promise<Accepted> {
  const invite = await locateInvite(ctx, { token });
  if (!invite) throw inviteNotFound();
  if (!isFor(invite, ctx)) throw otherPerson(invite);
  // No permission: the invitation itself is the right.
  const { user, ...request } = ctx;
  const actor = { type: "user", userId: user.userId, permissions: new Set<never>() } as const;
  const inside: WorkspaceCtx = { ...request, workspaceId: invite.workspace_id, actor };
  return withTransaction(inside, (tx) => join(tx, invite, user));
}

async function join(tx: TxCtx, invite: FoundInvite, { userId, email }: UserCtx["user"]): Promise<Accepted> {
  const { role } = invite;
  const at = tx.now();
  await holdAccess(tx);
  // The invitation may have been accepted or withdrawn before the lock was taken.
  const current = await findInviteRow(tx, invite.id);
  const state = current ? stateAt(current, at) : "revoked";
  if (state !== "open") throw inviteOver(state);
  if (await findMember(tx, userId)) throw alreadyMember();
  if (!(await updateInviteAccepted(tx, invite.id, { userId, at: at.toISOString() }))) throw inviteOver("accepted");
  await addMember(tx, { userId, email, role });
  await appendEvent(tx, MemberJoined, { userId, role, email });
  await recordAudit(tx, {
    action: "member.joined",
    target: { type: "user", id: userId },
    after: { role, email: maskAddress(email), invite_id: invite.id },
  });
  return {
    workspace_id: tx.workspaceId,
    workspace_name: invite.workspace_name,
    role,
    project_id: await findFirstProject(tx),
  };
}
