import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import { mailAccounts } from "@/lib/providers/mail/select";
import { checkMailAccount } from "./check-mail-account";
import { DelaysLengthened, MailAccountSaved } from "./events";
import { findMailAccount } from "./find-mail-account";
import { PROOF, recordAccountTest } from "./record-account-test";
import { refusePrivateHost } from "./refuse-private-host";
import { restartPacing } from "./restart-pacing";
import { revealMailAccount } from "./reveal-mail-account";
import { FIRST_MAILBOX, type AccountTest, type SaveMailAccount } from "./schemas";
import { serverOf } from "./server-of";
import { callLengthenDelays, upsertMailAccount } from "./store-mail-account";

/**
 * Saves the account of the first mailbox, its password encrypted; it replaces the one before. It is tested first, and kept with what
 * the test found: one that does not work yet is saved, and named as not working. Another account than before is ramped up anew. Follow-ups on
 * the same day wait a day from the first account on whose emails leave this machine. Answers what may be shown.
 */
export async function saveMailAccount(
  ctx: WorkspaceCtx,
  input: SaveMailAccount,
): Promise<{ credential_id: string; masked: Masked; test: AccountTest }> {
  requirePermission(ctx, "onboarding.write");
  const server = serverOf(input);
  if (!input.use_test_mailbox) await refusePrivateHost(server.host, "smtp");
  const check = await checkMailAccount(ctx, input);
  const leaves = !input.use_test_mailbox && !(await mailAccounts().isOnThisMachine(server.host));
  const isAnother = await replacesAnother(ctx, server);

  return withTransaction(ctx, async (tx) => {
    const { credential_id, masked } = await writeCredential(tx, { type: "smtp", name: "Mail account", data: server });
    await upsertMailAccount(tx, {
      mailbox: FIRST_MAILBOX,
      provider: "smtp",
      credentialId: credential_id,
      usesTestMailbox: input.use_test_mailbox,
    });
    const { preview } = masked;
    if (isAnother) await restartPacing(tx);
    await appendEvent(tx, MailAccountSaved, {
      credentialId: credential_id,
      preview,
      testMailbox: input.use_test_mailbox,
    });
    const lengthened = leaves ? await callLengthenDelays(tx) : 0;
    if (lengthened > 0) await appendEvent(tx, DelaysLengthened, { campaigns: lengthened });
    const proof = server.user === "" ? PROOF.noLogin : PROOF.smtp;
    const test = await recordAccountTest(tx, {
      mailbox: FIRST_MAILBOX,
      protocol: "smtp",
      credentialId: credential_id,
      check,
      proof,
    });
    await recordAudit(tx, {
      action: "mail_account.saved",
      target: { type: "credential", id: credential_id },
      after: { preview, test_mailbox: input.use_test_mailbox },
    });
    return { credential_id, masked, test };
  });
}

/** Whether emails left from another server or user until now: its good name is not this one's. */
async function replacesAnother(ctx: WorkspaceCtx, { host, user }: ReturnType<typeof serverOf>): Promise<boolean> {
  if ((await findMailAccount(ctx))?.provider !== "smtp") return false;
  // The account before is opened here and never leaves. One that cannot be read any more is replaced.
  const before = await revealMailAccount({ ...ctx, actor: { type: "job", job: "mailbox.save_mail_account" } }).catch(
    unreadable,
  );
  return before?.host !== host || before.user !== user;
}

function unreadable(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
