import { assembleCompanyContext, type AssembledContext } from "@/lib/autopilot/context/assemble-company-context";
import { saveSnapshot } from "@/lib/autopilot/context/save-snapshot";
import { resolveRefs } from "@/lib/autopilot/context/resolve-refs";
import { countMemoryUse } from "@/lib/autopilot/memory/count-memory-use";
import { streamReply } from "@/lib/autopilot/models/stream-reply";
import { agentCtx } from "@/lib/autopilot/tools/agent-ctx";
import { companyTools } from "@/lib/autopilot/tools/company-tools";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { aboutMessage } from "./about-message";
import { endReply } from "./end-reply";
import { INSTRUCTIONS } from "./instructions";
import { ReplyDraft } from "./reply-draft";
import { splitTalk } from "./reply-messages";
import { replyRow } from "./reply-row";
import type { ChatMessage } from "./schemas";
import { findMessage, selectTurns, updateRunning, type ReplyChange } from "./store";

const MOST_STEPS = 8;
const MOST_OUTPUT_TOKENS = 1_500;
const MOST_TURNS = 60;
/** Far more than the tokens of a reply hold: a model that ignores its limit is not listened to for longer. */
const MOST_CHARACTERS = 20_000;

const TOO_LONG = "I stopped here: the reply reached its greatest length. Ask me to go on.";

type Wanted = { projectId: string; message: ChatMessage; replyId: string; signal: AbortSignal };
type Outcome = { status: "complete" | "interrupted" | "failed"; failure?: ChatMessage["failure"] };
type Answered = { context?: AssembledContext; label?: string; tokens: number };

/**
 * Writes the reply to a founder's message into its row: the model sees the company's context and its tools read or propose. A sentence is
 * stored once it was judged. Its row says in each case how it ended: `complete`, `interrupted` by a stop, or `failed` with the reason.
 */
export async function generateReply(ctx: WorkspaceCtx, wanted: Wanted): Promise<void> {
  requirePermission(ctx, "chat.write");
  const agent = agentCtx(ctx);
  const { projectId, replyId } = wanted;
  const stop = new AbortController();
  const signal = AbortSignal.any([wanted.signal, stop.signal]);
  const answered: Answered = { tokens: 0 };
  let draft: ReplyDraft | undefined;
  const change = (): ReplyChange => ({
    text: draft?.text ?? "",
    steps: draft?.steps ?? [],
    refs: [...(draft?.refs ?? [])],
    contextHash: answered.context?.hash ?? null,
    modelLabel: answered.label ?? null,
  });
  const row = replyRow(agent, { replyId, read: change, lost: () => stop.abort() });
  const write = async (): Promise<Outcome> => {
    const { context, messages, system } = await prepare(agent, wanted);
    answered.context = context;
    await saveSnapshot(agent, { projectId, context });
    await countMemoryUse(agent, { projectId, ids: context.memories, where: "reply", id: replyId });
    draft = draftOn(agent, { projectId, context, message: wanted.message });
    return converse(agent, { ...wanted, signal, context, messages, system, draft, answered });
  };
  const outcome = await write().catch((error: unknown): Outcome => failureOf(error, { signal, replyId }));
  await row.stop();
  // No event: endReply appends it.
  await withTransaction(agent, async (tx) => {
    const last = change();
    if (!(await updateRunning(tx, replyId, { ...last, status: outcome.status, failure: outcome.failure ?? null })))
      return;
    const { status } = outcome;
    const ended = { id: replyId, steps: [...last.steps], refs: [...last.refs], context_hash: last.contextHash ?? null };
    await endReply(tx, { ...ended, projectId, status, tokens: answered.tokens });
  });
}

type Prepared = { context: AssembledContext; system: string; messages: ReturnType<typeof splitTalk>["messages"] };

async function prepare(ctx: WorkspaceCtx, { projectId, message }: Wanted): Promise<Prepared> {
  const { turns, about } = await withReadTransaction(ctx, async (tx) => ({
    turns: await selectTurns(tx, { projectId, messageId: message.id, limit: MOST_TURNS }),
    about: message.parent_id ? await findMessage(tx, { projectId, messageId: message.parent_id }) : null,
  }));
  const { messages, earlier } = splitTalk(turns);
  const context = await assembleCompanyContext(ctx, { projectId, purpose: "chat", conversation: earlier });
  const system = [INSTRUCTIONS, context.text, ...(about ? [aboutMessage(about)] : [])].join("\n\n");
  return { context, system, messages };
}

function draftOn(
  ctx: WorkspaceCtx,
  { projectId, context, message }: { projectId: string; context: AssembledContext; message: ChatMessage },
): ReplyDraft {
  const { figures, items, names, today } = context.facts;
  const refs = context.sections.flatMap((section) => section.items.flatMap((item) => item.refs));
  // The founder's own words may be said back.
  const said = message.text.match(/[^\s<>,;:"“”]+@[^\s<>,;:"“”]+\.\w+/g) ?? [];
  return new ReplyDraft({ figures, items, names: [...names, ...said], today, refs }, async (unseen) => {
    const found = await resolveRefs(ctx, { projectId, refs: unseen });
    return new Set(found.map(({ ref }) => ref));
  });
}

type Talk = Wanted & Prepared & { draft: ReplyDraft; answered: Answered };

async function converse(ctx: WorkspaceCtx, talk: Talk): Promise<Outcome> {
  const { projectId, message, context, system, messages, signal, draft, answered } = talk;
  const tools = companyTools(ctx, projectId, {
    origin: "chat",
    turn: { id: message.id, words: message.text, at: message.created_at },
  });
  const call = { projectId, purpose: "chat" as const, system, messages, signal, tools, maxSteps: MOST_STEPS };
  const seen = { hash: context.hash, position: context.as_of.position };
  let heard = 0;
  for await (const part of streamReply(ctx, { ...call, context: seen, maxOutputTokens: MOST_OUTPUT_TOKENS })) {
    if (part.type !== "end") {
      await draft.take(part);
      heard += part.type === "text" ? part.text.length : 0;
      if (heard < MOST_CHARACTERS) continue;
      await draft.end();
      draft.say(TOO_LONG);
      break;
    }
    answered.label = part.answeredBy.label;
    answered.tokens = part.tokens.in + part.tokens.out;
    await draft.end();
    if (part.finish === "steps") draft.say(`I stopped here: a reply has at most ${MOST_STEPS} steps. Ask me to go on.`);
    if (part.finish === "length") draft.say(TOO_LONG);
  }
  return { status: "complete" };
}

function failureOf(error: unknown, { signal, replyId }: { signal: AbortSignal; replyId: string }): Outcome {
  if (signal.aborted) return { status: "interrupted" };
  if (error instanceof AppError) {
    const { code, message, retryable } = error;
    return { status: "failed", failure: { code, error: message, retryable } };
  }
  log().error({ err: error, reply_id: replyId }, "a reply of the chat failed");
  const words = "The reply failed on our side. Try again.";
  return { status: "failed", failure: { code: "internal", error: words, retryable: true } };
}
