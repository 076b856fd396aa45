import { outputOf } from "../planner-request";
import { textAt, type Intent } from "./intent";

const DRAFT = /\b(draft|write|prepare|generate|make|entwirf|schreib\w*)\b/iu;
const PHASES: readonly [words: RegExp, phase: number, title: string][] = [
  [/\bbrief\b|\b(?:packet|phase)\s*0\b/iu, 0, "brief"],
  [/\bvalidation\b|\b(?:packet|phase)\s*1\b/iu, 1, "validation plan"],
  [/\bdistribution\b|\b(?:packet|phase)\s*2\b/iu, 2, "distribution plan"],
  [/\blaunch (?:plan|packet)\b|\b(?:packet|phase)\s*3\b/iu, 3, "launch plan"],
];

const phaseIn = (question: string): (typeof PHASES)[number] | undefined =>
  DRAFT.test(question) ? PHASES.find(([words]) => words.test(question)) : undefined;

const TOOL = "propose_packet";

/** “Draft the brief”: a new version of a packet, for the founder to accept. */
export const draftPacket: Intent = {
  fits: ({ question }) => phaseIn(question) !== undefined,
  move: (request) => {
    const [, phase = 0, title = "brief"] = phaseIn(request.question) ?? [];
    if (!request.tools.has(TOOL))
      return {
        say: `Open Plan and press “Draft” at the ${title}: it is written there, with its sources and open questions.`,
      };
    const made = outputOf(request, TOOL);
    if (made === undefined) return { use: TOOL, input: { phase } };
    const ref = textAt(made, "ref");
    return {
      say: `A draft of the ${title} is on its way${ref === "" ? "" : ` [${ref}]`}. It counts once you accept it under Plan.`,
    };
  },
};
