import type { Goal, Plan } from "@/lib/autopilot/plan/schemas";
import { addDays } from "@/lib/metering/metrics/days";
import type { PlanFacts } from "./facts";

/** Hypotheses are judged by the numbers of so many days, so their day comes when the packet was accepted so long ago. */
const MEASURED_DAYS = 30;

/** A goal with a day and a number of ours; any other one cannot be off track. */
const goalOf = (goal: Goal | null): PlanFacts["goal"] =>
  goal?.deadline && goal.begun_on && goal.value !== null
    ? {
        id: goal.packet_id,
        metric: goal.metric,
        start: goal.from,
        value: goal.value,
        target: goal.target,
        begunOn: goal.begun_on,
        dueOn: goal.deadline,
      }
    : null;

/**
 * The plan as the rules read it: its goal where our numbers measure it, hypotheses that are not decided, items of the launch that a check
 * found red, and unknowns that weaken another answer.
 */
export function planFactsOf({ data, checks }: Plan, goal: Goal | null): PlanFacts {
  const labels = new Map(data.flatMap((packet) => Object.entries(packet.labels)));
  return {
    goal: goalOf(goal),
    hypotheses: data.flatMap(({ newest }) => {
      const acceptedOn = newest?.accepted_at?.slice(0, 10);
      if (acceptedOn === undefined) return [];
      return (newest?.hypotheses ?? [])
        .filter(({ state }) => state !== "passed" && state !== "failed")
        .map(({ key, statement, n, n_min }) => ({
          id: key,
          text: statement,
          dueOn: addDays(acceptedOn, MEASURED_DAYS),
          n,
          neededN: n_min,
        }));
    }),
    launchItems: checks
      .filter(({ state }) => state === "red")
      .map(({ item, label, words }) => ({ id: item, text: label, why: words })),
    unknowns: data.flatMap(({ phase, weakened_by }) =>
      weakened_by.map(({ field, unknown }) => ({
        id: `${phase}.${unknown}`,
        text: labels.get(unknown) ?? unknown,
        blocks: labels.get(field) ?? field,
      })),
    ),
  };
}
