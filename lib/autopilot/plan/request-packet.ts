import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { PacketRequested } from "./events";
import { GeneratePacket } from "./jobs";
import type { Generation, PhaseRef } from "./schemas";
import { putGeneration, selectGenerations } from "./store";

const UNDER_WAY: ReadonlySet<Generation["state"]> = new Set(["queued", "reading", "writing", "checking"]);
/** A draft that said nothing for so long has died. */
const STALE_MS = 300_000;

/** Asks for a draft of a packet, which a job writes; one that is under way already is answered as it stands. */
export async function requestPacket(ctx: WorkspaceCtx, { projectId, packet: phase }: PhaseRef): Promise<Generation> {
  requirePermission(ctx, "plan.write");
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const current = (await selectGenerations(tx, projectId)).find((each) => each.phase === phase);
    const isFresh = current && tx.now().getTime() - Date.parse(current.changed_at) < STALE_MS;
    if (current && isFresh && UNDER_WAY.has(current.state)) return current;
    await putGeneration(tx, { projectId, phase, state: "queued", words: "Waiting for its turn." });
    await enqueue(tx, GeneratePacket, { workspaceId: tx.workspaceId, projectId, phase });
    await appendEvent(tx, PacketRequested, { phase }, { projectId });
    return { phase, state: "queued", words: "Waiting for its turn.", changed_at: tx.now().toISOString() };
  });
}
