import { checkMailAccount } from "@/lib/outreach/mailbox/check-mail-account";
import { checkReplyMailbox } from "@/lib/outreach/mailbox/check-reply-mailbox";
import { PROOF } from "@/lib/outreach/mailbox/record-account-test";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { AccountCheck, CheckStage } from "@/lib/providers/mail/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SaveCredential } from "./schemas";

export type CredentialCheck = { ok: boolean; stage: CheckStage | null; message: string };

/** Tries a credential without saving it. A credential that does not work is an answer, not an error. */
export async function checkCredential(ctx: WorkspaceCtx, input: SaveCredential): Promise<CredentialCheck> {
  requirePermission(ctx, "onboarding.write");
  if (input.type === "imap") return toAnswer(await checkReplyMailbox(ctx, input), PROOF.imap);
  if (input.type === "smtp") {
    const hasLogin = !input.use_test_mailbox && input.data.user !== "";
    return toAnswer(await checkMailAccount(ctx, input), hasLogin ? PROOF.smtp : PROOF.noLogin);
  }
  throw new AppError("impossible", `A credential of type ${input.type} cannot be tried before it is saved.`, {
    code: "credential.not_checkable",
  });
}

const toAnswer = (check: AccountCheck, proof: string): CredentialCheck =>
  check.ok ? { ok: true, stage: null, message: proof } : check;
