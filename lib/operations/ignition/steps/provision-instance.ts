import { selectCompute } from "@/lib/providers/compute/select";
import type { IgnitionStep } from "../step";

export const provisionInstance: IgnitionStep = {
  name: "provision_instance",
  title: "A place in the outreach engine",
  status: "instance_provisioning",
  timeoutSeconds: 300,
  advice:
    "No machine could be had. On your own machine, start Greenlight with `npm start`, which runs n8n and its sidecar.",

  run: async (ctx, _made, signal) => {
    const instance = await selectCompute().provision({ workspaceId: ctx.workspaceId, signal });
    return {
      instanceId: instance.id,
      instanceAddress: instance.address,
      sidecarUrl: instance.sidecarUrl,
      webhookUrl: instance.webhookUrl,
    };
  },

  undo: async (_ctx, { instanceId }, signal) => {
    if (instanceId) await selectCompute().terminate({ instanceId, signal });
    return { instanceId: null, instanceAddress: null, sidecarUrl: null, webhookUrl: null };
  },
};
