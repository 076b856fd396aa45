import { keepRule } from "@/lib/company/approvals/keep-rule";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { isUniqueViolation } from "@/lib/platform/database-errors";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { activateMemory } from "./activate-memory";
import { MemoryRestored, MemorySuperseded } from "./events";
import { requireMemory } from "./require-memory";
import { requirePerson } from "./require-person";
import type { Memory, MemoryRef } from "./schemas";
import { lockMemory, updateMemory } from "./store";
import { findSuccessor } from "./store-lists";

/** Takes back that a memory was replaced: it counts again, and the one that replaced it ends. A member only; 409 `memory.not_superseded`. */
export async function restoreMemory(ctx: WorkspaceCtx, ref: MemoryRef): Promise<Memory> {
  requirePermission(ctx, "memory.write");
  requirePerson(ctx.actor);
  const { projectId, memoryId } = ref;
  return withTransaction(ctx, async (tx) => {
    await lockMemory(tx, projectId);
    const memory = await requireMemory(tx, ref, { lock: true });
    if (memory.status !== "superseded") {
      throw new AppError("conflict", "This memory was not replaced.", { code: "memory.not_superseded" });
    }
    const successor = await findSuccessor(tx, memoryId);
    if (successor) {
      await updateMemory(tx, successor.id, { status: "superseded", validTo: tx.now().toISOString() });
      await keepRule(tx, { id: successor.id, projectId, rule: null });
      await appendEvent(tx, MemorySuperseded, { ...aboutMemory(successor), superseded_by: memoryId }, { projectId });
    }
    await activateMemory(tx, { ...memory, supersedes: null });
    await appendEvent(tx, MemoryRestored, aboutMemory(memory), { projectId });
    return requireMemory(tx, ref);
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error, "agent_memory_fingerprint")) throw error;
    throw new AppError("conflict", "Another memory says the same already.", { code: "memory.exists" });
  });
}
