import type { Sequence, SequenceStep } from "@/lib/outreach/sequence/schemas";

/** A step on the screen; `key` stays the same when it moves. */
export type Step = SequenceStep & { key: string };
export type Edited = { steps: readonly Step[]; signature: string };
export type Text = Pick<SequenceStep, "instructions" | "subject" | "body">;

export const MOST_STEPS = 10;
export const MOST_TEXTS = 4;
export const EMPTY_TEXT: Text = { instructions: "", subject: "", body: "" };

let added = 0;

/** The first keys are the same on the server and in the browser. */
export const editedOf = ({ steps, signature }: Pick<Sequence, "steps" | "signature">): Edited => ({
  steps: steps.map((step, index) => ({ ...step, key: `saved-${index}` })),
  signature,
});

/** The sequence on the screen, and the one that counts as saved: any other asks for a save. */
export type Editing = { edited: Edited; clean: Edited };

export const unchanged = (saved: Pick<Sequence, "steps" | "signature">): Editing => {
  const edited = editedOf(saved);
  return { edited, clean: edited };
};

/** After `sent` was saved, which the server made `saved` of. Each step keeps its key, and what was typed since stays, unsaved. */
export function afterSave(edited: Edited, sent: Edited, saved: Pick<Sequence, "steps" | "signature">): Editing {
  const { steps, signature } = editedOf(saved);
  const clean = { steps: steps.map((step, at) => ({ ...step, key: sent.steps[at]?.key ?? step.key })), signature };
  return { edited: edited === sent ? clean : edited, clean };
}

/** As the API takes it. */
export const sentOf = ({ steps, signature }: Edited): { steps: SequenceStep[]; signature: string } => ({
  steps: steps.map(({ key: _key, ...step }) => step),
  signature,
});

export function newStep(): Step {
  added += 1;
  return { ...EMPTY_TEXT, key: `added-${added}`, mode: "exact", delay_days: 3, same_thread: true, variants: [] };
}

/** With one step a place higher. The delays stay where they are: they belong to the place. */
export function movedUp(steps: readonly Step[], index: number): Step[] {
  const order = steps.map((_, at) => (at === index ? index - 1 : at === index - 1 ? index : at));
  return order.flatMap((from, at) => {
    const [step, place] = [steps[from], steps[at]];
    return step && place ? [{ ...step, delay_days: place.delay_days }] : [];
  });
}

export const without = (steps: readonly Step[], index: number): Step[] => {
  const rest = steps.filter((_, at) => at !== index);
  return rest.map((step, at) => (at === 0 && index === 0 ? { ...step, delay_days: 0 } : step));
};

/** All texts of a step: its own, then its variants. */
export const textsOf = ({ instructions, subject, body, variants }: SequenceStep): Text[] => [
  { instructions, subject, body },
  ...variants,
];

export const withTexts = (step: Step, [first = EMPTY_TEXT, ...variants]: readonly Text[]): Step => ({
  ...step,
  ...first,
  variants,
});

export const letterOf = (variant: number): string => "ABCD"[variant] ?? "";
