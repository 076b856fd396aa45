import { checkMailAccount } from "@/lib/outreach/mailbox/check-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SaveCredential } from "./schemas";

export type CredentialCheck = { ok: boolean; stage: "dns" | "connect" | "tls" | "auth" | null; message: string };

/** Tries a credential without saving it. A credential that does not work is an answer, not an error. */
export async function checkCredential(ctx: WorkspaceCtx, input: SaveCredential): Promise<CredentialCheck> {
  requirePermission(ctx, "onboarding.write");
  if (input.type !== "smtp") {
    throw new AppError("impossible", `A credential of type ${input.type} cannot be tried before it is saved.`, {
      code: "credential.not_checkable",
    });
  }
  const check = await checkMailAccount(ctx, input);
  return check.ok ? { ok: true, stage: null, message: "The server took the connection and the login." } : check;
}
