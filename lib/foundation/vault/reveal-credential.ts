import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireJob } from "@/lib/foundation/access/require-job";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt } from "./cipher";
import { CREDENTIAL_DATA, type CredentialDataOf, type CredentialType } from "./schemas";
import { findCredentialRow } from "./store";

type Wanted<T extends CredentialType> = { credentialId: string; type: T };

/** The plain credential, to be put into the workspace's own engine. Only for jobs; any other actor gets `credential.sealed`. */
export async function revealCredential<const T extends CredentialType>(
  ctx: WorkspaceCtx,
  { credentialId, type }: Wanted<T>,
): Promise<CredentialDataOf<T>> {
  requirePermission(ctx, "onboarding.write");
  requireJob(ctx);
  const found = await withReadTransaction(ctx, (tx) => findCredentialRow(tx, credentialId));
  if (!found || found.shown.type !== type) {
    throw new AppError("not_found", `There is no such ${type} credential here. Save it in the onboarding.`, {
      code: "credential.not_found",
    });
  }
  const parsed = CREDENTIAL_DATA[type].safeParse(JSON.parse(decrypt(ctx.workspaceId, found.sealed)));
  if (parsed.success) return parsed.data as CredentialDataOf<T>;
  // The parse error stays here: it could quote what was sealed.
  throw new AppError("impossible", `The stored ${type} credential is incomplete. Save it again in the onboarding.`, {
    code: "credential.incomplete",
  });
}
