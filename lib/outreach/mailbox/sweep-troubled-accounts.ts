import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RetestAccount } from "./jobs";
import { selectDueChecks } from "./store-account-checks";

const MAX_MAILBOXES = 500;

/** Enqueues one test for each mailbox that sending waits for; answers their workspaces. */
export async function sweepTroubledAccounts({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const due = await withServiceTransaction(ctx, (tx) => selectDueChecks(tx, MAX_MAILBOXES));
  for (const mailbox of due) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, RetestAccount, mailbox));
  }
  return due.map(({ workspaceId }) => workspaceId);
}
