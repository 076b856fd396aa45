import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { injectEngineCredentials } from "./inject-engine-credentials";
import { settleSendingRoute } from "./settle-sending-route";
import { findIgnition } from "./store";
import { RESTARTABLE } from "./transitions";

/**
 * Puts the workspace's credentials into its n8n as they are now. Before a launch there is nothing to do: the launch takes the
 * current ones; while one runs, a retryable `ignition.in_progress`.
 */
export async function refreshCredentials(ctx: WorkspaceCtx & { signal: AbortSignal }): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (!ignition || RESTARTABLE.includes(ignition.status)) return;
  if (ignition.status !== "active") {
    // It may have read the old ones already: wait for its end instead of racing it.
    throw new AppError("unavailable", "A launch is running. The credentials are updated when it ends.", {
      code: "ignition.in_progress",
    });
  }

  // Another account may be at another port, which the machine reaches or not.
  await settleSendingRoute(ctx);
  await injectEngineCredentials(ctx, { sidecarUrl: ignition.resources.sidecarUrl, signal: ctx.signal });
}
