import { requireJob } from "@/lib/foundation/access/require-job";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { decrypt } from "./cipher";
import { idOfReference } from "./secret-reference";
import { findSecret } from "./store-secrets";

/** The plain secret behind a reference, for the place that it was made for. Only for jobs; any other actor gets `credential.sealed`. */
export async function openSecret(ctx: WorkspaceCtx, reference: string): Promise<string> {
  requireJob(ctx);
  const sealed = await withReadTransaction(ctx, (tx) => findSecret(tx, idOfReference(reference)));
  if (sealed !== null) return decrypt(ctx.workspaceId, sealed);
  throw new AppError("not_found", "The vault holds no such secret.", { code: "vault.no_such_secret" });
}
