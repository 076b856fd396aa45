import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { googleConsents } from "./google-consents";

export type RevealedGmail = { type: "gmail"; address: string; refreshToken: string; accessToken: string };

/** A connected Gmail account with a token that is good now; 422 `gmail.grant_ended` after the person took the grant back. Only for jobs. */
export async function revealGmail(
  ctx: WorkspaceCtx,
  { credentialId }: { credentialId: string },
): Promise<RevealedGmail> {
  const { address, refresh_token: refreshToken } = await revealCredential(ctx, { credentialId, type: "gmail" });
  const accessToken = await googleConsents().accessToken(refreshToken);
  return { type: "gmail", address, refreshToken, accessToken };
}
