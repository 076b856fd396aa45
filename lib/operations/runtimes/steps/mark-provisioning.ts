import { withTransaction } from "@/lib/platform/transaction";
import type { ProvisioningStep } from "../step";
import { updateInstance } from "../store";

export const markProvisioning: ProvisioningStep = {
  name: "mark_provisioning",
  title: "The move begins",
  timeoutSeconds: 60,
  advice: "Try again.",

  // The work goes on where it was: this is no flip.
  run: async (ctx) => {
    await withTransaction(ctx, (tx) => updateInstance(tx, ctx.projectId, { mode: "provisioning", status: "running" }));
    return {};
  },

  undo: async (ctx) => {
    await withTransaction(ctx, (tx) => updateInstance(tx, ctx.projectId, { mode: "shared" }));
    return {};
  },
};
