import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import type { SaveCredential } from "./schemas";

/** Saves any credential of the wizard at once; an SMTP one becomes the account the workspace mails from. */
export async function saveCredential(
  ctx: WorkspaceCtx,
  input: SaveCredential,
): Promise<{ credential_id: string; masked: Masked }> {
  requirePermission(ctx, "onboarding.write");
  if (input.type === "smtp") return saveMailAccount(ctx, input);
  const { credential_id, masked } = await sealCredential(ctx, input);
  return { credential_id, masked };
}
