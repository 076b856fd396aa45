import { candidate, quoted, type Candidate } from "../candidate";
import { linesAbout, type Facts } from "../facts";

/** Hypotheses whose day has come: with enough cases to judge them, or without. */
export const findDueHypotheses = (facts: Facts): Candidate[] =>
  facts.plan.hypotheses
    .filter(({ dueOn, n, neededN }) => dueOn <= facts.day && n >= neededN)
    .map(({ id, text, n }) =>
      candidate({
        key: `hypothesis_due:${id}`,
        kind: "hypothesis_due",
        title: `Judge the hypothesis ${quoted(text)}`,
        why: `Its day has come, and ${n} cases are enough to judge it.`,
        titleFacts: { n },
        value: 65,
        minutes: 10,
        evidence: [`p:${id}`, ...linesAbout(facts, id)],
      }),
    );

export const findUnmeasuredHypotheses = (facts: Facts): Candidate[] =>
  facts.plan.hypotheses
    .filter(({ dueOn, n, neededN }) => dueOn <= facts.day && n < neededN)
    .map(({ id, text, n, neededN }) =>
      candidate({
        key: `hypothesis_unmeasured:${id}`,
        kind: "hypothesis_unmeasured",
        title: `Get a number for the hypothesis ${quoted(text)}`,
        why: `Its day has come with ${n} of ${neededN} cases: it can be neither confirmed nor given up.`,
        titleFacts: { n, neededN },
        value: 50,
        minutes: 20,
        evidence: [`p:${id}`, ...linesAbout(facts, id)],
      }),
    );

/** Items of the launch that a check found red. */
export const findRedLaunchItems = (facts: Facts): Candidate[] =>
  facts.plan.launchItems.map(({ id, text, why }) =>
    candidate({
      key: `launch_item:${id}`,
      kind: "launch_item",
      title: `Finish the launch item ${quoted(text)}`,
      why: `Its check is red: ${why}`,
      value: 60,
      minutes: 20,
      evidence: [`p:${id}`, ...linesAbout(facts, id)],
    }),
  );

/** Unknowns of the plan that hold another answer back. */
export const findBlockingUnknowns = (facts: Facts): Candidate[] =>
  facts.plan.unknowns.map(({ id, text, blocks }) =>
    candidate({
      key: `plan_unknown:${id}`,
      kind: "plan_unknown",
      title: `Find out: ${quoted(text)}`,
      why: `It holds ${quoted(blocks)} of the plan back.`,
      value: 40,
      minutes: 15,
      evidence: [`p:${id}`, ...linesAbout(facts, id)],
    }),
  );

const BEHIND = 0.7;

/** A goal of which less than seven tenths of the share is reached that its time allows for. */
export function findGoalOffTrack(facts: Facts): Candidate[] {
  const { goal } = facts.plan;
  if (goal === null || goal.target <= goal.start) return [];
  const [begun, due, today] = [goal.begunOn, goal.dueOn, facts.day].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (begun === undefined || due === undefined || today === undefined || due <= begun) return [];
  const time = Math.min(1, Math.max(0, (today - begun) / (due - begun)));
  const reached = (goal.value - goal.start) / (goal.target - goal.start);
  if (time < 0.2 || reached >= time * BEHIND) return [];
  return [
    candidate({
      key: "goal_off_track",
      kind: "goal_off_track",
      title: "Change course for the goal",
      why: `${quoted(goal.metric)} stands at ${goal.value} of ${goal.target}, with ${Math.floor(time * 100)} % of the time gone.`,
      titleFacts: { value: goal.value, target: goal.target },
      horizon: 30,
      value: 70,
      minutes: 30,
      evidence: [`p:${goal.id}`, ...linesAbout(facts, goal.id)],
    }),
  ];
}
