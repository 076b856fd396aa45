import { withTransaction } from "@/lib/platform/transaction";
import type { ProvisioningStep } from "../step";
import { flipInstance, lockInstance, partColumns } from "../store";

const HEALTHY = { failures: 0, failing_since: null, trouble: null } as const;

export const activate: ProvisioningStep = {
  name: "activate",
  title: "The company’s work moves there",
  timeoutSeconds: 60,
  advice: "Try again.",

  run: async (ctx, made) => {
    const { projectId } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (instance?.mode === "dedicated") return;
      const now = tx.now().toISOString();
      await flipInstance(tx, projectId, {
        ...partColumns(made),
        ...HEALTHY,
        mode: "dedicated",
        status: "active",
        activated_at: instance?.activated_at ?? now,
        probed_at: now,
        retire_at: null,
      });
    });
    return {};
  },

  undo: async (ctx) => {
    const { projectId } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (instance?.mode === "dedicated")
        await flipInstance(tx, projectId, { mode: "shared", status: "failed", url: null, service_id: null });
    });
    return {};
  },
};
