import { explainNumber } from "./intents/explain-number";
import { proposeEmail } from "./intents/propose-email";
import { proposeMemory } from "./intents/propose-memory";
import { proposeTask } from "./intents/propose-task";
import { draftPacket } from "./intents/draft-packet";
import { reportStatus, reportWhyNot } from "./intents/report-status";
import { summariseThread } from "./intents/summarise-thread";
import { tellAbilities } from "./intents/tell-abilities";
import type { Intent } from "./intents/intent";
import { failureOf, type Move, type PlannerRequest } from "./planner-request";

/** The first that fits the founder's words decides; the last one fits all. */
const INTENTS: readonly Intent[] = [
  // First: a founder who shows a mail does not ask for what stands in it.
  summariseThread,
  proposeEmail,
  proposeMemory,
  proposeTask,
  draftPacket,
  reportWhyNot,
  explainNumber,
  reportStatus,
  tellAbilities,
];

const LONGEST_WORDS = 400;

/** The next step of the reply to the founder's last turn. Where a tool failed, its words are the reply. */
export function nextMove(request: PlannerRequest): Move {
  const failure = failureOf(request);
  if (failure !== null) return { say: `That is not possible now: ${failure.slice(0, LONGEST_WORDS).toWellFormed()}` };
  const move = INTENTS.find(({ fits }) => fits(request))?.move(request) ?? tellAbilities.move(request);
  return "use" in move && !request.tools.has(move.use) ? tellAbilities.move(request) : move;
}
