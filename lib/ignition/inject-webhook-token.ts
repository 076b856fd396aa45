import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { revealWebhookToken } from "@/lib/tenancy/get-webhook-token";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { engineAt } from "@/lib/workflows/engine";
import { tokenCredentials } from "./engine-credentials";
import { findIgnition } from "./store";

/** Puts the current webhook token into the workspace's n8n. Before a launch there is nothing to do: the launch takes the current one. */
export async function injectWebhookToken(ctx: WorkspaceCtx & { signal: AbortSignal }): Promise<void> {
  requirePermission(ctx, "tokens.rotate");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (ignition?.status !== "active") return;

  const engine = engineAt(ignition.resources.sidecarUrl);
  for (const { key, credential } of tokenCredentials(await revealWebhookToken(ctx))) {
    await engine.injectCredential({ workspaceId: ctx.workspaceId, key, credential, signal: ctx.signal });
  }
}
