import { keepRule } from "@/lib/company/approvals/keep-rule";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { compileRule } from "./compile-rule";
import { MemoryEdited } from "./events";
import { findUnkeepable } from "./find-unkeepable";
import { memoryWords } from "./founder-quote";
import { requireMemory } from "./require-memory";
import { requirePerson } from "./require-person";
import type { EditMemory, Memory, MemoryRef } from "./schemas";
import { findSameMemory, lockMemory, updateMemory } from "./store";

/** Words a proposed or active memory anew; the words are then the founder's. A member only. 409 `memory.exists` when another says the same. */
export async function editMemory(
  ctx: WorkspaceCtx,
  { text, kind: changed, ...ref }: MemoryRef & EditMemory,
): Promise<Memory> {
  requirePermission(ctx, "memory.write");
  requirePerson(ctx.actor);
  const { projectId, memoryId } = ref;
  if (findUnkeepable(text) === "secret") {
    throw new AppError(
      "impossible",
      "This looks like a password, a key or an account number. Secrets are never remembered.",
      {
        code: "memory.secret",
      },
    );
  }
  return withTransaction(ctx, async (tx) => {
    await lockMemory(tx, projectId);
    const memory = await requireMemory(tx, ref, { lock: true });
    if (memory.status !== "proposed" && memory.status !== "active") {
      throw new AppError("conflict", `This memory is ${memory.status} and cannot be changed.`, {
        code: "memory.ended",
      });
    }
    const fingerprint = sha256(memoryWords(text).join(" "));
    const same = await findSameMemory(tx, { projectId, fingerprint });
    if (same && same.id !== memoryId) {
      throw new AppError("conflict", "Another memory says the same already.", { code: "memory.exists" });
    }
    const kind = changed ?? memory.kind;
    const rule = kind === "rule" ? compileRule(text) : null;
    await updateMemory(tx, memoryId, { status: memory.status, kind, text, fingerprint, rule, trust: "founder" });
    if (memory.status === "active") await keepRule(tx, { id: memoryId, projectId, rule });
    const edited = await requireMemory(tx, ref);
    await appendEvent(tx, MemoryEdited, aboutMemory(edited), { projectId });
    return edited;
  });
}
