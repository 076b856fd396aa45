import type { StepStats } from "@/lib/metering/metrics/schemas";

/** So many people got a first email: every email that was sent, without the known follow-ups. */
export const peopleContacted = (sends: number, steps: readonly StepStats[]): number =>
  Math.max(0, sends - steps.reduce((sum, { step, sends: sent }) => sum + (step > 1 ? sent : 0), 0));
