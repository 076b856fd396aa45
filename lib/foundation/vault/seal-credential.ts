import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CredentialStored } from "./events";
import type { Credential, NewCredential, SealCredential } from "./schemas";
import { writeCredential } from "./write-credential";

/** Saves a credential encrypted; answers what may be shown of it. The same type and name replaces what was there. */
export async function sealCredential(ctx: WorkspaceCtx, input: SealCredential): Promise<Credential> {
  requirePermission(ctx, "onboarding.write");

  return withTransaction(ctx, async (tx) => {
    const credential = await writeCredential(tx, { ...input, name: input.name ?? input.type } as NewCredential);
    const { credential_id, type, name, masked } = credential;
    await appendEvent(tx, CredentialStored, { credentialId: credential_id, type, name, preview: masked.preview });
    await recordAudit(tx, {
      action: "credential.saved",
      target: { type: "credential", id: credential_id },
      after: { type, name, preview: masked.preview },
    });
    return credential;
  });
}
