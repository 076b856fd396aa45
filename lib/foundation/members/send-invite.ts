import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { inviteMail } from "./invite-mail";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { InviteRef } from "./schemas";
import { findInviteToMail, stateAt, updateInviteMailed, type InviteToMail } from "./store-invites";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

const HIDDEN =
  "The email could not be sent. We keep trying. If this message stays, send it again or tell the operator.";

/**
 * Mails an invitation that is still open, once for each time it was asked for: a repeated job sends the same message id, which is kept
 * once. The invitation keeps the reason of a failure as a sentence.
 */
export async function sendInvite(ctx: JobCtx, { inviteId }: InviteRef): Promise<void> {
  requirePermission(ctx, "members.write");
  const invite = await withReadTransaction(ctx, (tx) => findInviteToMail(tx, inviteId));
  if (!invite || invite.mailed_at !== null || stateAt(invite, ctx.now()) !== "open") return;

  try {
    await mail(ctx, invite);
  } catch (error) {
    const said = error instanceof AppError && error.kind !== "internal" ? error.message : HIDDEN;
    await note(ctx, invite, { error: said });
    throw error;
  }
  await note(ctx, invite, { mailedAt: ctx.now().toISOString() });
}

function mail(ctx: JobCtx, invite: InviteToMail): Promise<void> {
  const { subject, text, html } = inviteMail({
    workspace: invite.workspace_name,
    inviter: invite.inviter_email,
    role: invite.role,
    expiresAt: invite.expires_at,
    token: decrypt(ctx.workspaceId, invite.token_encrypted),
  });
  const messageId = `<invite.${invite.id}.${invite.mail_number}@greenlight>`;
  return applicationMail().send({ to: invite.email, subject, text, html, messageId }, ctx.signal);
}

function note(ctx: JobCtx, invite: InviteToMail, outcome: { mailedAt: string } | { error: string }): Promise<void> {
  // No event: the ledger knows that the mail was asked for; what became of it stands in the invitation.
  return withTransaction(ctx, (tx) => updateInviteMailed(tx, invite.id, { number: invite.mail_number, ...outcome }));
}
