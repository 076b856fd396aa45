import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutRecurring } from "./about-recurring";
import { RecurringChanged } from "./events";
import { nextRun } from "./next-run";
import { updateRecurring } from "./store";
import { takeFollowing } from "./store-schedule";

/** Moves the tasks that take their zone from the company to its new zone, due next from now on. */
export async function followZone(ctx: WorkspaceCtx, { timezone }: { timezone: string }): Promise<void> {
  requirePermission(ctx, "recurring.write");

  await withTransaction(ctx, async (tx) => {
    for (const task of await takeFollowing(tx)) {
      if (task.timezone === timezone) continue;
      const next = task.enabled ? nextRun(task.cron_expr, timezone, tx.now()) : null;
      const next_run_at = next?.toISOString() ?? null;
      const change = { timezone, next_run_at, planned_at: tx.now().toISOString() };
      await updateRecurring(tx, task.id, { change, seen: true });
      const about = { ...aboutRecurring(task), changed: ["timezone"] };
      await appendEvent(tx, RecurringChanged, about, { projectId: task.project_id });
    }
  });
}
