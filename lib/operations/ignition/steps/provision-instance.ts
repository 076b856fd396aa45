import { provisionMachine } from "@/lib/operations/machines/provision-machine";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { Instance } from "@/lib/providers/compute/port";
import { makesMachines, selectCompute } from "@/lib/providers/compute/select";
import type { IgnitionStep } from "../step";

export const provisionInstance: IgnitionStep = {
  name: "provision_instance",
  title: "A place in the outreach engine",
  status: "instance_provisioning",
  timeoutSeconds: 600,
  advice:
    "No machine could be had; the message says why. On your own machine, start Greenlight with `npm start`, which runs n8n and its sidecar.",

  leftover: "The machine of this company may still run. A machine at a provider costs money until it is removed.",

  run: async (ctx, _made, signal) => {
    const instance = await place(ctx, signal);
    return {
      instanceId: instance.id,
      instanceAddress: instance.address,
      sidecarUrl: instance.sidecarUrl,
      webhookUrl: instance.webhookUrl,
    };
  },

  // A machine may have been ordered although `run` never said so.
  undo: async (ctx, _made, signal) => {
    await releaseMachine({ ...ctx, signal });
    return { instanceId: null, instanceAddress: null, sidecarUrl: null, webhookUrl: null };
  },
};

async function place(ctx: WorkspaceCtx, signal: AbortSignal): Promise<Instance> {
  if (!makesMachines()) return selectCompute().provision({ workspaceId: ctx.workspaceId, signal });
  const { region = null, size = null } = (await findInfrastructure(ctx)) ?? {};
  if (region && size) return provisionMachine({ ...ctx, signal }, { region, size });
  throw new AppError("impossible", "Choose the region and the size of the machine in the onboarding.", {
    code: "machine.not_chosen",
  });
}
