import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { saveReplyMailbox } from "@/lib/outreach/mailbox/save-reply-mailbox";
import type { AccountTest } from "@/lib/outreach/mailbox/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { forgetOnboardingDraft } from "./forget-onboarding-draft";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import type { SaveCredential } from "./schemas";

/** Saves any credential of the wizard at once. An SMTP one becomes the account that emails are sent from, an IMAP one the mailbox that replies are read from; both are tested, and the caller's draft of them goes. */
export async function saveCredential(
  ctx: WorkspaceCtx,
  input: SaveCredential,
): Promise<{ credential_id: string; masked: Masked; test?: AccountTest }> {
  requirePermission(ctx, "onboarding.write");
  if (input.type === "smtp" || input.type === "imap") {
    const saved = await (input.type === "smtp" ? saveMailAccount(ctx, input) : saveReplyMailbox(ctx, input));
    await forgetOnboardingDraft(ctx, "credentials");
    return saved;
  }
  const { credential_id, masked } = await sealCredential(ctx, input);
  return { credential_id, masked };
}
