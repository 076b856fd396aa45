import { IGNITION_PLAN } from "./plan";
import type { Ignition } from "./schemas";

export type Leftover = { step: string; title: string; words: string; error: string };

/** The things that an ended launch could not undo; none while anything of it runs. */
export function leftOf(
  { steps, rollbackSuccess }: Pick<Ignition, "steps" | "rollbackSuccess">,
  errors: ReadonlyMap<string, string>,
): Leftover[] {
  if (rollbackSuccess !== false) return [];
  return steps.flatMap(({ name: step, title, status }) => {
    if (status !== "undo_failed") return [];
    const words = IGNITION_PLAN.find(({ name }) => name === step)?.leftover ?? `${title} could not be undone.`;
    return [{ step, title, words, error: errors.get(step) ?? "" }];
  });
}
