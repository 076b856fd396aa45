import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getProject } from "@/lib/company/projects/get-project";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId, sha256 } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { aboutMemory } from "./about-memory";
import { activateMemory } from "./activate-memory";
import { compileRule } from "./compile-rule";
import { MemoryConfirmed, MemoryProposed } from "./events";
import { findUnkeepable } from "./find-unkeepable";
import { isFounderQuote, isMeantToLast, isQuotedOnly, memoryWords } from "./founder-quote";
import { MEMORY_LIMITS } from "./limits";
import { requireMemory } from "./require-memory";
import { MemoryText, type Memory, type MemoryKind, type MemorySource, type MemoryTrust } from "./schemas";
import { findSameMemory, insertMemory, lockMemory } from "./store";
import { countProposals } from "./store-lists";

export type ProposedMemory = {
  projectId: string;
  kind: MemoryKind;
  text: string;
  /** The words that it was taken from. */
  quote?: string | null;
  source: MemorySource;
  /** The founder's own message that the quote is said to stand in, given by the server and never by a model. */
  founderMessage?: string;
  /** The turn of the conversation that an agent proposes it in. */
  turn?: string;
  supersedes?: string;
};

const DAY_MS = 86_400_000;

/**
 * Remembers the founder's own words, and proposes everything else for a click. The words of a signed-in member count at once; of an agent
 * only an exact quote of the founder's message that says it shall last. The same words again answer the memory that there is. 422
 * `memory.secret` and `memory.sensitive`, 429 `memory.too_many` for an agent's fourth proposal in a day or second in a turn.
 */
export async function proposeMemory(ctx: WorkspaceCtx, proposed: ProposedMemory): Promise<Memory> {
  requirePermission(ctx, "memory.write");
  const text = MemoryText.parse(proposed.text);
  refuseUnkeepable([text, proposed.quote ?? ""].join("\n"));
  const judged = judge(ctx, { ...proposed, text });

  return withTransaction(ctx, async (tx) => {
    const { projectId, kind, source } = proposed;
    await getProject(tx, { projectId });
    await lockMemory(tx, projectId);
    const fingerprint = sha256(memoryWords(text).join(" "));
    const same = await findSameMemory(tx, { projectId, fingerprint });
    if (same && (same.status === "active" || !judged.counts)) return same;
    if (same) return confirmSame(tx, same);
    if (judged.byAgent) await refuseTooMany(tx, { ...proposed, counts: judged.counts });
    const supersedes = await replaced(tx, proposed);
    const id = newId();
    await insertMemory(tx, {
      id,
      projectId,
      kind,
      text,
      quote: proposed.quote?.normalize("NFC").slice(0, 1000) ?? null,
      source,
      trust: judged.trust,
      status: "proposed",
      rule: kind === "rule" ? compileRule(text) : null,
      fingerprint,
      supersedes,
      turn: proposed.turn ?? null,
      proposedBy: actorId(ctx.actor),
      byAgent: judged.byAgent,
      decidedBy: null,
    });
    const memory = await requireMemory(tx, { projectId, memoryId: id });
    if (!judged.counts) {
      await appendEvent(tx, MemoryProposed, aboutMemory(memory), { projectId });
      return memory;
    }
    return confirmSame(tx, memory);
  });
}

async function confirmSame(tx: TxCtx, memory: Memory): Promise<Memory> {
  await activateMemory(tx, memory);
  await appendEvent(tx, MemoryConfirmed, aboutMemory(memory), { projectId: memory.project_id });
  return requireMemory(tx, { projectId: memory.project_id, memoryId: memory.id });
}

function refuseUnkeepable(text: string): void {
  const why = findUnkeepable(text);
  if (why === null) return;
  const words =
    why === "secret"
      ? "This looks like a password, a key or an account number. Secrets are never remembered; keep them under Integrations."
      : "This is sensitive personal data of a person, which is never remembered.";
  throw new AppError("impossible", words, { code: `memory.${why}` });
}

type Judged = { byAgent: boolean; trust: MemoryTrust; counts: boolean };

/** The trust is the least in the lineage: of the source and of the one that words it. */
function judge({ actor }: WorkspaceCtx, { text, quote, source, founderMessage }: ProposedMemory): Judged {
  if (actor.type === "user") return { byAgent: false, trust: "founder", counts: true };
  const foreign = source.type === "email" || source.type === "web" || source.type === "file";
  if (foreign) return { byAgent: true, trust: "third_party", counts: false };
  const quoted = source.type === "chat_message" && founderMessage !== undefined ? (quote ?? "") : "";
  const isOwn = isFounderQuote(quoted, founderMessage ?? "");
  const isVerbatim = isOwn && memoryWords(quoted).join(" ") === memoryWords(text).join(" ");
  if (isVerbatim) return { byAgent: true, trust: "founder", counts: isMeantToLast(quoted) };
  const isForeign = quoted !== "" && isQuotedOnly(quoted, founderMessage ?? "");
  return { byAgent: true, trust: isForeign ? "third_party" : "model", counts: false };
}

/** Words of the founder that count are no proposal of the day: an eager agent must not use their place up. */
async function refuseTooMany(
  tx: TxCtx,
  { projectId, turn: ofTurnId, counts }: ProposedMemory & { counts: boolean },
): Promise<void> {
  const turn = ofTurnId ?? null;
  const since = new Date(tx.now().getTime() - DAY_MS).toISOString();
  const { recent, ofTurn } = await countProposals(tx, { projectId, since, turn });
  const { proposalsADay, proposalsATurn } = MEMORY_LIMITS;
  if ((counts || recent < proposalsADay) && (turn === null || ofTurn < proposalsATurn)) return;
  throw new AppError("rate_limited", `Agents propose at most ${proposalsADay} memories a day and one a turn.`, {
    code: "memory.too_many",
  });
}

async function replaced(tx: TxCtx, { projectId, supersedes }: ProposedMemory): Promise<string | null> {
  if (supersedes === undefined) return null;
  const former = await requireMemory(tx, { projectId, memoryId: supersedes });
  if (former.status === "active") return former.id;
  throw new AppError("conflict", "Only a memory that counts now can be replaced. Read the list anew.", {
    code: "memory.not_active",
  });
}
