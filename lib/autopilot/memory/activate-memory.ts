import { keepRule } from "@/lib/company/approvals/keep-rule";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { actorId } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { MemorySuperseded } from "./events";
import { MEMORY_LIMITS } from "./limits";
import { requireMemory } from "./require-memory";
import type { Memory } from "./schemas";
import { updateMemory } from "./store";
import { countMemories } from "./store-lists";

/**
 * Makes a memory count from now on, and ends the one that it names as replaced: that one and no other. 409 `memory.full` when as many as
 * a founder can oversee are active.
 */
export async function activateMemory(tx: TxCtx, memory: Memory): Promise<void> {
  requirePermission(tx, "memory.write");
  const { id, project_id: projectId, supersedes } = memory;
  const now = tx.now().toISOString();
  if (supersedes !== null) {
    const former = await requireMemory(tx, { projectId, memoryId: supersedes }, { lock: true });
    if (former.status === "active") {
      await updateMemory(tx, former.id, { status: "superseded", validTo: now });
      await keepRule(tx, { id: former.id, projectId, rule: null });
      await appendEvent(tx, MemorySuperseded, { ...aboutMemory(former), superseded_by: id }, { projectId });
    }
  }
  const { active } = await countMemories(tx, projectId);
  if (memory.status !== "active" && active >= MEMORY_LIMITS.active) {
    throw new AppError(
      "conflict",
      `${active} memories are active, the most there can be. Forget or merge some first.`,
      {
        code: "memory.full",
      },
    );
  }
  await updateMemory(tx, id, { status: "active", decidedBy: actorId(tx.actor), validFrom: now, validTo: null });
  await keepRule(tx, { id, projectId, rule: memory.rule });
}
