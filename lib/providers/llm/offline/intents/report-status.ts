import type { Move, PlannerRequest } from "../planner-request";
import { cite, linesOf, type SeenLine } from "../seen-context";
import type { Intent } from "./intent";

const STATUS =
  /\b(status|state|progress|going on|what'?s (?:up|new|open|next)|what happened|how are we|how is it|overview|summary|summari[sz]e|today|this week|needs? me|waiting|pending|was ist los|stand|überblick|hvad sker)\b/iu;
const WHY_NOT = /\b(why|warum|wieso|hvorfor)\b/iu;
const MOST = 5;

/** Lines that the planner may repeat: our own words with a source. A line of a third party is only named. */
const shown = (lines: readonly SeenLine[]): string[] =>
  lines.filter(({ text, refs }) => text !== "" && refs.length > 0).map(cite);

const block = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `- ${line}`).join("\n")}`];

function status({ context }: PlannerRequest): Move {
  const open = shown(linesOf(context, "open")).slice(0, MOST);
  const happened = shown(linesOf(context, "events")).slice(-MOST).toReversed();
  const parts = [...block("Open now:", open), ...block("Newest in the ledger:", happened)];
  return {
    say: parts.length > 0 ? parts.join("\n\n") : "Nothing is open, and nothing has happened in this company yet.",
  };
}

/** “What is going on?”: what is open and what happened last, each line with its source. */
export const reportStatus: Intent = { fits: ({ question }) => STATUS.test(question), move: status };

const FAILED =
  /\b(failed|denied|expired|paused|frozen|contradicted|unknown|refused|bounced|blocked|waits?|stopped|cannot|not)\b/i;

/** “Why was nothing sent?”: the open lines and the newest lines of the ledger that tell of something in the way. */
export const reportWhyNot: Intent = {
  fits: ({ question }) => WHY_NOT.test(question),
  move: ({ context }) => {
    const inTheWay = ({ text }: SeenLine): boolean => FAILED.test(text);
    const open = shown(linesOf(context, "open")).slice(0, MOST);
    const failed = shown(linesOf(context, "events").filter(inTheWay)).slice(-MOST).toReversed();
    const parts = [...block("This waits or is stuck:", open), ...block("This went wrong or was held:", failed)];
    return {
      say:
        parts.length > 0
          ? parts.join("\n\n")
          : "Nothing in the ledger says so: nothing failed, was held or waits for you.",
    };
  },
};
