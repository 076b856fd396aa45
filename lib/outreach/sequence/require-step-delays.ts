import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { emailsLeave } from "@/lib/outreach/mailbox/emails-leave";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/**
 * 400 `sequence.delay_too_short` when an email would follow the one before it on the same day, unless nothing that the workspace sends
 * leaves this machine. The first delay is free: it follows no email. No transaction may be open: the account's host is looked up.
 */
export async function requireStepDelays(
  ctx: WorkspaceCtx,
  delays: readonly number[],
  fieldOf: (index: number) => string,
): Promise<void> {
  const short = delays.findIndex((days, index) => index > 0 && days < 1);
  if (short === -1) return;
  // The account is opened here and never leaves: the caller learns one bit.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "sequence.require_step_delays" } };
  if ((await findMailAccount(inside)) !== null && !(await emailsLeave(inside))) return;
  const message = `Email ${short + 1} would follow email ${short} on the same day. Wait at least 1 day between emails; 0 is for the test mailbox only.`;
  throw new AppError("invalid", message, { code: "sequence.delay_too_short", details: { field: fieldOf(short) } });
}
