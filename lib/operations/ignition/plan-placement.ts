import { requirePermission } from "@/lib/foundation/access/require-permission";
import { planMachine, type MachinePlan } from "@/lib/operations/machines/plan-machine";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { makesMachines } from "@/lib/providers/compute/select";

/** `local`: a launch uses the n8n of this installation, and orders nothing. */
export type PlacementPlan = { placement: "local" } | ({ placement: "machine" } & MachinePlan);

/**
 * Where a launch would put the workspace now, as it was chosen in the onboarding: with the machine, its price and every call that would make or
 * change something at the vendor. It only reads.
 */
export async function planPlacement(ctx: WorkspaceCtx): Promise<PlacementPlan> {
  requirePermission(ctx, "onboarding.read");
  if (!makesMachines()) return { placement: "local" };
  const { region = null, size = null } = (await findInfrastructure(ctx)) ?? {};
  return { placement: "machine", ...(await planMachine(ctx, region && size ? { region, size } : null)) };
}

/** Whether a launch orders a machine that is paid for. */
export const ordersMachines = (): boolean => makesMachines();
