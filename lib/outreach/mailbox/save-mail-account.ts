import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { mailAccounts } from "@/lib/providers/mail/select";
import { adoptMailAccount, type SavedAccount } from "./adopt-mail-account";
import { checkMailAccount } from "./check-mail-account";
import { PROOF } from "./record-account-test";
import { refusePrivateHost } from "./refuse-private-host";
import { replacesAnother } from "./replaces-another";
import type { SaveMailAccount } from "./schemas";
import { serverOf } from "./server-of";

/**
 * Saves the account of the first mailbox, its password encrypted; it replaces the one before. It is tested first, and kept with what
 * the test found: one that does not work yet is saved, and named as not working. Another account than before is ramped up anew. Follow-ups on
 * the same day wait a day from the first account on whose emails leave this machine. Answers what may be shown.
 */
export async function saveMailAccount(ctx: WorkspaceCtx, input: SaveMailAccount): Promise<SavedAccount> {
  requirePermission(ctx, "onboarding.write");
  const server = serverOf(input);
  if (!input.use_test_mailbox) await refusePrivateHost(server.host, "smtp");
  const check = await checkMailAccount(ctx, input);
  const leaves = !input.use_test_mailbox && !(await mailAccounts().isOnThisMachine(server.host));
  const isAnother = await replacesAnother(ctx, server);

  // No event: adoptMailAccount appends them.
  return withTransaction(ctx, (tx) =>
    adoptMailAccount(tx, {
      credential: { type: "smtp", name: "Mail account", data: server },
      usesTestMailbox: input.use_test_mailbox,
      isAnother,
      leaves,
      check,
      proof: server.user === "" ? PROOF.noLogin : PROOF.smtp,
    }),
  );
}
