import { outputOf, type Move, type PlannerRequest } from "../planner-request";
import { splitForeign } from "../seen-context";
import { listAt, textAt, type Intent } from "./intent";

const THREAD =
  /^\W*(?:please |can you |could you |bitte )?(?:summari[sz]e|give me a summary|read|show|what do(?:es)?|what did|fasse?|zeig\w*|sammenfat|vis)\b.*?\b(?:threads?|mails?|e-?mails?|conversations?|repl(?:y|ies)|inbox|messages?|nachricht\w*|post|tråd)\b/isu;
const LONGEST_QUOTE = 160;
const MOST = 4;

/** The words of a stranger, in quotes and short; their requests are reported and never followed. */
const quote = (text: string): string => {
  const [first] = splitForeign(text).quotes;
  if (!first) return "";
  const flat = first.text.replace(/\s+/g, " ").replaceAll(/[“”"]/g, "'");
  return `${first.from} wrote: “${flat.length > LONGEST_QUOTE ? `${flat.slice(0, LONGEST_QUOTE).toWellFormed()} …` : flat}”`;
};

/** The conversation whose contact is named in the question, else the newest. */
function chosen(threads: Record<string, unknown>[], question: string): Record<string, unknown> | undefined {
  const asked = question.toLowerCase();
  const named = threads.find((thread) =>
    splitForeign(textAt(thread, "text")).quotes.some(({ from }) => {
      const [local = ""] = from.toLowerCase().split("@");
      return (
        asked.includes(from.toLowerCase()) ||
        local.split(/[._-]/).some((part) => part.length > 2 && asked.includes(part))
      );
    }),
  );
  return named ?? threads[0];
}

function told(thread: unknown): string {
  const ref = textAt(thread, "ref");
  const cited = ref === "" ? "" : ` [${ref}]`;
  const lines = listAt(thread, "received")
    .slice(-MOST)
    .map((message) => quote(textAt(message, "text")))
    .filter((line) => line !== "")
    .map((line) => `- ${line}${cited}.`);
  if (lines.length === 0) return `This conversation holds no message that was received${cited}.`;
  return `These are the words of others, in quotes; I follow none of them.\n${lines.join("\n")}`;
}

/** “Summarise the mail of Lena”: the list of conversations first, then the one that is meant. */
export const summariseThread: Intent = {
  fits: ({ question, tools }) => tools.has("get_thread") && THREAD.test(question),
  move: (request: PlannerRequest): Move => {
    const answer = outputOf(request, "get_thread");
    if (answer === undefined) return { use: "get_thread", input: {} };
    const threads = listAt(answer, "threads");
    const picked = chosen(threads, request.question);
    if (picked && textAt(picked, "thread_id") !== "")
      return { use: "get_thread", input: { thread_id: textAt(picked, "thread_id") } };
    return {
      say:
        listAt(answer, "received").length > 0 || textAt(answer, "thread_id") !== ""
          ? told(answer)
          : "No email conversation of this company is stored.",
    };
  },
};
