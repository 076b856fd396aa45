import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { nextCheckAt } from "./next-check-at";
import type { MailboxRef } from "./schemas";
import { setNextCheck } from "./store-account-checks";
import { testMailAccount } from "./test-mail-account";

/** Tests a mailbox that sending waits for. One that fails is tested again later, each time after a longer wait. */
export async function retestMailAccount(ctx: WorkspaceCtx, { mailbox }: MailboxRef): Promise<void> {
  requirePermission(ctx, "onboarding.write");
  const tests = await testMailAccount(ctx, { mailbox });
  if (tests.some(({ protocol, ok }) => protocol === "smtp" && ok)) return;
  // No event: the test has appended one.
  await withTransaction(ctx, (tx) => setNextCheck(tx, mailbox, (before) => nextCheckAt(tx.now(), before)));
}
