import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { PeopleMoved } from "@/lib/outreach/mailbox/events";
import { getMailbox } from "@/lib/outreach/mailbox/get-mailbox";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { MailboxRef, MovedPeople, MovePeople } from "@/lib/outreach/mailbox/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { patiently } from "@/lib/platform/patience";
import { withTransaction } from "@/lib/platform/transaction";
import { callMovePeople } from "./store-mailboxes";

const PATIENCE_SECONDS = 300;

/**
 * Gives the people of a mailbox that was removed to another one, which sends their next emails; approvals that name the sender before are
 * void, and counted. 404 `mailbox.not_found` for the other one, 409 `mailbox.in_use` while a mailbox sends: its people keep it.
 */
export async function movePeople(ctx: WorkspaceCtx, { mailbox, to }: MailboxRef & MovePeople): Promise<MovedPeople> {
  requirePermission(ctx, "onboarding.write");

  return patiently(PATIENCE_SECONDS, () =>
    withTransaction(ctx, async (tx) => {
      const { address } = await getMailbox(tx, { mailbox: to });
      if (await findMailAccount(tx, mailbox)) {
        throw new AppError("conflict", "People are always written to from the same mailbox. Remove this one first.", {
          code: "mailbox.in_use",
        });
      }
      const moved = await callMovePeople(tx, { from: mailbox, to });
      await appendEvent(tx, PeopleMoved, { from: mailbox, to, address: address ?? "", ...moved });
      return moved;
    }),
  );
}
