import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { updateEngineCredentialId } from "./store";

type Injected = { credentialId: string; engineCredentialId: string | null };

/** Remembers under which id the workspace's engine holds a credential; null when it no longer does. Only for jobs. */
export async function setEngineCredentialId(
  ctx: WorkspaceCtx,
  { credentialId, engineCredentialId }: Injected,
): Promise<void> {
  requirePermission(ctx, "onboarding.write");
  if (ctx.actor.type !== "job") {
    throw new AppError("forbidden", "Only Greenlight itself records what it injected.", { code: "credential.sealed" });
  }
  // No event: the launch that injects writes its own line for the whole step.
  const found = await withTransaction(ctx, (tx) => updateEngineCredentialId(tx, credentialId, engineCredentialId));
  if (!found) throw new AppError("not_found", "There is no such credential here.", { code: "credential.not_found" });
}
