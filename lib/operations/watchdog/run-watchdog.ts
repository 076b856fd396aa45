import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckWorkspace } from "./jobs";
import type { RunWatchdog } from "./schemas";
import { selectLaunched } from "./store-facts";

/** Checks every launched workspace now, or the one that is named; answers how many checks were asked for. */
export async function runWatchdog(ctx: AdminCtx, { workspace_id }: RunWatchdog): Promise<{ workspaces: number }> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const launched = await selectLaunched(tx);
    const wanted = launched.filter(({ workspaceId }) => workspace_id === undefined || workspaceId === workspace_id);
    // A person who asks about one workspace wants to see strangers too.
    for (const { workspaceId, survey } of wanted) {
      const payload = { workspaceId, cause: "administrator" as const, survey: survey || workspace_id !== undefined };
      await enqueue(tx, CheckWorkspace, payload);
    }
    return { workspaces: wanted.length };
  });
}
