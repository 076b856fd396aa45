import { requestPacket } from "@/lib/autopilot/plan/request-packet";
import { PHASE_TITLES, type Phase } from "@/lib/autopilot/plan/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Done } from "./schemas";

/** Asks for a draft of a packet, which a job writes; it counts once a member accepts it. */
export async function draftPacket(
  ctx: WorkspaceCtx,
  { projectId, phase }: { projectId: string; phase: number },
): Promise<Done> {
  requirePermission(ctx, "plan.write");
  await requestPacket(ctx, { projectId, packet: phase });
  const title = PHASE_TITLES[phase as Phase].toLowerCase();
  return { summary: `A draft of the ${title} is being written; it counts once it is accepted under Plan.`, links: [] };
}
