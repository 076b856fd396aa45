import { notify } from "@/lib/foundation/notifications/notify";
import { withTransaction } from "@/lib/platform/transaction";
import type { ProvisioningStep } from "../step";
import { lockInstance, updateInstance } from "../store";

export const announceRuntime: ProvisioningStep = {
  name: "announce_runtime",
  title: "You are told",
  timeoutSeconds: 60,
  advice: "Try again.",

  run: async (ctx) => {
    const { projectId, attempt } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (!instance || instance.announced_attempt >= attempt) return;
      await updateInstance(tx, projectId, { announced_attempt: attempt });
      const title = "Your company has a runtime of its own: its work runs there from now on";
      await notify(tx, [{ type: "runtime.activated", title, data: { project_id: projectId } }]);
    });
    return {};
  },

  undo: async () => ({}),
};
