import { checkMailAccount } from "@/lib/outreach/mailbox/check-mail-account";
import { checkReplyMailbox } from "@/lib/outreach/mailbox/check-reply-mailbox";
import { PROOF } from "@/lib/outreach/mailbox/record-account-test";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { AccountCheck, CheckStage } from "@/lib/providers/mail/port";
import { checkKey, type KeyOutcome } from "@/lib/providers/vendor-keys/check-key";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SaveCredential } from "./schemas";

/** `stage`: where a mail server refused. `outcome`: the vendor's answer about a key. */
export type CredentialCheck = { ok: boolean; stage: CheckStage | null; outcome?: KeyOutcome; message: string };

/** Four addresses at most, each within 10 s. */
const KEY_TIMEOUT_MS = 40_000;

/**
 * Tries a credential without saving it: a mail account at its server, a key by the cheapest question that proves its use. A credential that
 * does not work is an answer, not an error.
 */
export async function checkCredential(ctx: WorkspaceCtx, input: SaveCredential): Promise<CredentialCheck> {
  requirePermission(ctx, "onboarding.write");
  if (input.type === "imap") return toAnswer(await checkReplyMailbox(ctx, input), PROOF.imap);
  if (input.type === "smtp") {
    const hasLogin = !input.use_test_mailbox && input.data.user !== "";
    return toAnswer(await checkMailAccount(ctx, input), hasLogin ? PROOF.smtp : PROOF.noLogin);
  }
  const { outcome, message } = await checkKey(input, AbortSignal.timeout(KEY_TIMEOUT_MS));
  return { ok: outcome === "right", stage: null, outcome, message };
}

const toAnswer = (check: AccountCheck, proof: string): CredentialCheck =>
  check.ok ? { ok: true, stage: null, message: proof } : check;
