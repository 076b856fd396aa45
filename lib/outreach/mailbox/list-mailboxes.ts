import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Mailbox } from "./schemas";
import { callMailboxesNow } from "./store-mail-account";
import { callPacingNow } from "./store-pacing";

/** The mailboxes that the workspace sends from, the first first, each with its last test and its pace; removed ones while people wait for them. */
export async function listMailboxes(ctx: WorkspaceCtx): Promise<Mailbox[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const mailboxes: Mailbox[] = [];
    for (const row of await callMailboxesNow(tx))
      mailboxes.push({ ...row, pacing: await callPacingNow(tx, row.mailbox) });
    return mailboxes;
  });
}
