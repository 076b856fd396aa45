import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { engineVersion } from "./engine-version";
import type { Sending } from "./schemas";
import { findIgnition } from "./store";

/** `settled`: the workflows are those of this way; false while they are being deployed, and before a launch. */
export type SendingRouteView = Sending & { launched: boolean; settled: boolean; machine: string | null };

/** By which way the workspace's emails leave, why, and whether its workflows do so already. */
export async function getSendingRoute(ctx: WorkspaceCtx): Promise<SendingRouteView> {
  requirePermission(ctx, "ignition.read");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (!ignition) return { route: "machine", choice: null, reason: "", launched: false, settled: false, machine: null };
  const { sending, status, resources } = ignition;
  const launched = status === "active";
  const isWanted = sending.choice === null || sending.choice === sending.route;
  const settled = launched && isWanted && resources.workflowsVersion === (await engineVersion(sending.route));
  return { ...sending, launched, settled, machine: resources.instanceId };
}
