import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { checkReplyMailbox } from "./check-reply-mailbox";
import { ReplyMailboxSaved } from "./events";
import { PROOF, recordAccountTest } from "./record-account-test";
import { refusePrivateHost } from "./refuse-private-host";
import { FIRST_MAILBOX, type AccountTest, type SaveReplyMailbox } from "./schemas";

/**
 * Saves the IMAP account that answers arrive in, its password encrypted; it replaces the one before. It is tested first, and kept with
 * what the test found: one that does not work yet is saved, and named as not working.
 */
export async function saveReplyMailbox(
  ctx: WorkspaceCtx,
  input: SaveReplyMailbox,
): Promise<{ credential_id: string; masked: Masked; test: AccountTest }> {
  requirePermission(ctx, "onboarding.write");
  await refusePrivateHost(input.data.host, "imap");
  const check = await checkReplyMailbox(ctx, input);

  return withTransaction(ctx, async (tx) => {
    const { credential_id, masked } = await writeCredential(tx, { ...input, name: "Reply mailbox" });
    const { preview } = masked;
    await appendEvent(tx, ReplyMailboxSaved, { credentialId: credential_id, preview });
    const tested = {
      mailbox: FIRST_MAILBOX,
      protocol: "imap",
      credentialId: credential_id,
      check,
      proof: PROOF.imap,
    } as const;
    const test = await recordAccountTest(tx, tested);
    await recordAudit(tx, {
      action: "reply_mailbox.saved",
      target: { type: "credential", id: credential_id },
      after: { preview },
    });
    return { credential_id, masked, test };
  });
}
