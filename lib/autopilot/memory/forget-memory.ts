import { cleanText } from "@/lib/autopilot/wording/clean-text";
import { keepRule } from "@/lib/company/approvals/keep-rule";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { MemoryForgotten } from "./events";
import { MEMORY_LIMITS } from "./limits";
import { requireMemory } from "./require-memory";
import { requirePerson } from "./require-person";
import type { Memory, MemoryRef } from "./schemas";
import { callForgetWords, emptyMemory } from "./store";

/**
 * Forgets a memory everywhere: its text and quote leave its row and every column that may hold a copy, such as snapshots, chat, summaries
 * and drafts. The ledger keeps that and by whom. A member only. Again it changes nothing.
 */
export async function forgetMemory(ctx: WorkspaceCtx, ref: MemoryRef): Promise<Memory> {
  requirePermission(ctx, "memory.write");
  requirePerson(ctx.actor);
  return withTransaction(ctx, async (tx) => {
    const memory = await requireMemory(tx, ref, { lock: true });
    if (memory.status === "forgotten") return memory;
    const { projectId, memoryId } = ref;
    const { text, quote } = memory;
    const words = [text, quote ?? ""].flatMap(spellingsOf);
    await emptyMemory(tx, { id: memoryId, by: actorId(ctx.actor) });
    await callForgetWords(tx, { projectId, words: words.toSorted((a, b) => b.length - a.length) });
    await keepRule(tx, { id: memoryId, projectId, rule: null });
    await appendEvent(tx, MemoryForgotten, aboutMemory(memory), { projectId });
    return requireMemory(tx, ref);
  });
}

/** The words as they were written, as a model's context writes them, and both as JSON within a text holds them. */
function spellingsOf(words: string): string[] {
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
  const spelled = [words, cleanText(words)].flatMap((text) => [text, escaped(text)]);
  return [...new Set(spelled)].filter((text) => text.length >= MEMORY_LIMITS.forgottenLength);
}
