import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { getMailbox } from "./get-mailbox";
import { savePacing } from "./save-pacing";
import { FIRST_MAILBOX, type Mailbox, type MailboxRef, type SaveMailbox } from "./schemas";

/**
 * Changes how many emails a mailbox may send, and how fast, as {@link savePacing} does. 404 `mailbox.not_found`, 422 `mailbox.first` for
 * the daily limit of the first, which is the company's.
 */
export async function saveMailbox(
  ctx: WorkspaceCtx,
  { mailbox, ...change }: MailboxRef & SaveMailbox,
): Promise<Mailbox> {
  requirePermission(ctx, "onboarding.write");
  await getMailbox(ctx, { mailbox });
  if (mailbox === FIRST_MAILBOX && change.daily_limit !== undefined) {
    throw new AppError("impossible", "The first mailbox has the company’s daily limit. Change it in the onboarding.", {
      code: "mailbox.first",
      details: { field: "daily_limit" },
    });
  }
  await savePacing(ctx, { mailbox, ...change });
  return getMailbox(ctx, { mailbox });
}
