import type { ChatAnswer, ChatPiece, ChatRequest, LanguageModel } from "../port";
import { draftSequence, rewriteEmail } from "./draft-sequence";
import { readTask } from "./fields";
import { findFindings, researchLead } from "./research-lead";

export const OFFLINE_PLANNER = "offline planner";

const NO_MODEL =
  "No language model is configured here. This answer comes from Greenlight's offline planner, which can only draft emails or sum up a lead. Set ANTHROPIC_API_KEY or OPENAI_API_KEY to use a model.";

function write({ messages, json }: ChatRequest): string {
  const last = messages.findLast(({ role }) => role === "user");
  const task = last ? readTask(last.content) : null;
  if (task?.task === "draft_sequence") return JSON.stringify({ emails: draftSequence(task) });
  if (task?.task === "rewrite_email") return JSON.stringify(rewriteEmail(task));
  if (task?.task === "research_lead")
    return JSON.stringify({ research: researchLead(task), findings: findFindings(task) });
  return json ? JSON.stringify({ message: NO_MODEL }) : NO_MODEL;
}

const answer = (request: ChatRequest): ChatAnswer => ({
  model: OFFLINE_PLANNER,
  text: write(request),
  tokens: { in: 0, out: 0 },
  finish: "stop",
});

const PIECE = /[\s\S]{1,160}/gu;

async function* pieces(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPiece, void> {
  const { text, ...end } = answer(request);
  for (const [piece] of text.matchAll(PIECE)) {
    signal.throwIfAborted();
    yield { text: piece };
  }
  yield { answer: end };
}

/** Stands in when no model is configured: deterministic, free, and says who it is in `model`. */
export const offlinePlanner: LanguageModel = {
  provider: OFFLINE_PLANNER,
  defaultModel: OFFLINE_PLANNER,
  complete: async (request) => answer(request),
  stream: pieces,
};
