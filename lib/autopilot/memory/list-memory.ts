import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { MEMORY_LIMITS } from "./limits";
import type { MemoryList } from "./schemas";
import { countMemories, selectMemories } from "./store-lists";

/** Everything that a company remembers, with what waits for a click. */
export async function listMemory(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<MemoryList> {
  requirePermission(ctx, "memory.read");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const { active, shownSuperseded, proposalsADay } = MEMORY_LIMITS;
    return {
      proposed: await selectMemories(tx, { projectId, status: "proposed", limit: active }),
      active: await selectMemories(tx, { projectId, status: "active", limit: active }),
      superseded: await selectMemories(tx, { projectId, status: "superseded", limit: shownSuperseded }),
      counts: await countMemories(tx, projectId),
      limits: { active, proposals_a_day: proposalsADay },
    };
  });
}
