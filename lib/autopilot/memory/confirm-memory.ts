import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { activateMemory } from "./activate-memory";
import { MemoryConfirmed } from "./events";
import { requireMemory } from "./require-memory";
import { requirePerson } from "./require-person";
import type { Memory, MemoryRef } from "./schemas";
import { lockMemory } from "./store";

/** Makes a proposed memory count. A member only; 409 `memory.not_proposed` for any other, and `memory.full`. Again it changes nothing. */
export async function confirmMemory(ctx: WorkspaceCtx, ref: MemoryRef): Promise<Memory> {
  requirePermission(ctx, "memory.write");
  requirePerson(ctx.actor);
  const { projectId } = ref;
  return withTransaction(ctx, async (tx) => {
    await lockMemory(tx, projectId);
    const memory = await requireMemory(tx, ref, { lock: true });
    if (memory.status === "active") return memory;
    if (memory.status !== "proposed") {
      throw new AppError("conflict", `This memory is ${memory.status} and cannot be confirmed.`, {
        code: "memory.not_proposed",
      });
    }
    await activateMemory(tx, memory);
    await appendEvent(tx, MemoryConfirmed, aboutMemory(memory), { projectId });
    return requireMemory(tx, ref);
  });
}
