import type { TxCtx } from "@/lib/platform/transaction";
import { AppError } from "@/lib/platform/errors";
import type { Memory, MemoryRef } from "./schemas";
import { findMemory } from "./store";

/** The memory of this company; 404 `memory.not_found`. Locked until the transaction ends where it is going to change. */
export async function requireMemory(
  tx: TxCtx,
  { projectId, memoryId }: MemoryRef,
  of: { lock?: boolean } = {},
): Promise<Memory> {
  const memory = await findMemory(tx, memoryId, of);
  if (memory?.project_id === projectId) return memory;
  throw new AppError("not_found", "There is no such memory.", { code: "memory.not_found" });
}
