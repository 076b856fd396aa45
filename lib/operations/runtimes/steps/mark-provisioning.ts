import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { withTransaction } from "@/lib/platform/transaction";
import { RuntimeMoving } from "../events";
import type { ProvisioningStep } from "../step";
import { lockInstance, updateInstance } from "../store";

export const markProvisioning: ProvisioningStep = {
  name: "mark_provisioning",
  title: "The move begins",
  timeoutSeconds: 60,
  advice: "Try again.",

  // The work goes on where it was: this is no flip.
  run: async (ctx) => {
    const { projectId, attempt } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (instance?.mode === "provisioning" && instance.status === "running") return;
      await updateInstance(tx, projectId, { mode: "provisioning", status: "running" });
      await appendEvent(tx, RuntimeMoving, { attempt }, { projectId });
    });
    return {};
  },

  // The end of the attempt puts it back, in one commit with its line.
  undo: async () => ({}),
};
