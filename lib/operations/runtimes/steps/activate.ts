import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { withTransaction } from "@/lib/platform/transaction";
import { RuntimeActivated, RuntimeTakenBack } from "../events";
import type { ProvisioningStep } from "../step";
import { flipInstance, lockInstance, partColumns } from "../store";

const HEALTHY = { failures: 0, failing_since: null, trouble: null } as const;

export const activate: ProvisioningStep = {
  name: "activate",
  title: "The company’s work moves there",
  timeoutSeconds: 60,
  advice: "Try again.",

  run: async (ctx, made) => {
    const { projectId, attempt } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (instance?.mode === "dedicated") return;
      const now = tx.now().toISOString();
      const epoch = await flipInstance(tx, projectId, {
        ...partColumns(made),
        ...HEALTHY,
        mode: "dedicated",
        status: "active",
        activated_at: instance?.activated_at ?? now,
        probed_at: now,
        retire_at: null,
      });
      await appendEvent(tx, RuntimeActivated, { attempt, epoch, url: made.url ?? "" }, { projectId });
    });
    return {};
  },

  undo: async (ctx) => {
    const { projectId } = ctx;
    await withTransaction(ctx, async (tx) => {
      const instance = await lockInstance(tx, projectId);
      if (instance?.mode !== "dedicated") return;
      const change = { mode: "shared", status: "failed", url: null, service_id: null } as const;
      const epoch = await flipInstance(tx, projectId, change);
      await appendEvent(tx, RuntimeTakenBack, { epoch }, { projectId });
    });
    return {};
  },
};
