import { evaluateHypotheses } from "@/lib/autopilot/plan/evaluate-hypotheses";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { TxCtx } from "@/lib/platform/transaction";
import { NightshiftNothingNew, NightshiftStarted } from "./events";
import type { Facts } from "./facts";
import { readFacts } from "./read-facts";
import type { NightRun } from "./schemas";
import { selectHasNews } from "./store-facts";
import { endRun, findNewestRun } from "./store-runs";
import type { Work } from "./work";

/**
 * The first step of a night, in the caller's transaction: the facts, and whether a model may take part. Null once the run has ended, because
 * nothing happened since the last one: that costs nothing, and is told nobody.
 */
export async function gatherFacts(tx: TxCtx, run: NightRun): Promise<Work | null> {
  const { id, project_id: projectId, mode } = run;
  const last = await findNewestRun(tx, { projectId, states: ["done", "nothing_new"] });
  const position = last?.position ?? 0;
  if (last && !(await selectHasNews(tx, { projectId, position }))) {
    const why = "Nothing happened since the last night.";
    await endRun(tx, id, { state: "nothing_new", why, position });
    await appendEvent(tx, NightshiftNothingNew, { run_id: id, mode, position }, { projectId });
    return null;
  }
  await evaluateHypotheses(tx, { projectId });
  const facts = await readFacts(tx, { projectId });
  await appendEvent(tx, NightshiftStarted, { run_id: id, mode, position: facts.position }, { projectId });
  const isFrozen = (await getWorkspace(tx)).status === "frozen";
  return { facts, isFrozen, factsOnly: reasonOf(facts, isFrozen) };
}

function reasonOf({ budget: { limitUsd, spentUsd } }: Facts, isFrozen: boolean): string | null {
  if (isFrozen) return "An administrator has frozen this workspace: the report holds facts only, and nothing is done.";
  if (limitUsd === null || spentUsd < limitUsd) return null;
  return `The budget of this month ($${limitUsd.toFixed(2)}) is used up: the report holds facts and the rules' own words.`;
}
