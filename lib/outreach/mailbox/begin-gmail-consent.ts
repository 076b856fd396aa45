import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newSecret } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { googleConsents } from "./google-consents";
import { personOf } from "./person-of";
import type { BeginGmail } from "./schemas";
import { insertConsent } from "./store-consents";

/**
 * The page of Google that asks the person to let the workspace send or read email as them. Its answer is taken by
 * `connectGmail`, once, from the same person, for ten minutes. 404 `gmail.not_configured`, 403 without a signed-in person.
 */
export async function beginGmailConsent(ctx: WorkspaceCtx, { purpose }: BeginGmail): Promise<{ url: string }> {
  requirePermission(ctx, "onboarding.write");
  const consents = googleConsents();
  const userId = personOf(ctx);
  const [state, verifier] = [newSecret(), consents.newVerifier()];
  const url = await consents.consentUrl({ state, verifier });
  // No event: nothing is connected yet.
  await withTransaction(ctx, (tx) => insertConsent(tx, { state, userId, purpose, verifier }));
  return { url };
}
