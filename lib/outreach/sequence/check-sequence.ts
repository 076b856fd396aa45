import { AppError } from "@/lib/platform/errors";
import { oneLine } from "@/lib/platform/text";
import { findHoles } from "./find-holes";
import type { SequenceStep } from "./schemas";
import { parseText, SENDER_VARIABLES, type Part } from "./variables";

export type StoredText = {
  instructions: string;
  subject: string;
  body: string;
  parts?: { subject: Part[]; body: Part[] };
};
export type StoredStep = { mode: "exact" | "model"; same_thread: boolean; texts: StoredText[] };
type Written = Pick<SequenceStep, "instructions" | "subject" | "body">;
type Place = { step: number; field: string; mode: SequenceStep["mode"]; sameThread: boolean };

const refusal = (message: string, field: string, code = "sequence.invalid"): AppError =>
  new AppError("invalid", message, { code, details: { field } });

/** The steps as they are stored, variables read; 400 `sequence.invalid` with a sentence about the first thing that is wrong. */
export function checkSteps(steps: readonly SequenceStep[], known: ReadonlySet<string>): StoredStep[] {
  const stored = steps.map(({ mode, same_thread, variants, ...first }, index) => {
    const sameThread = same_thread && index > 0;
    const texts = [first, ...variants].map((text, variant) => {
      const field = variant === 0 ? `steps.${index}` : `steps.${index}.variants.${variant - 1}`;
      return checkText(text, { step: index + 1, field, mode, sameThread }, known);
    });
    return { mode, same_thread: sameThread, texts };
  });
  refuseRepetition(stored);
  return stored;
}

/** No person gets the same text twice. */
function refuseRepetition(steps: readonly StoredStep[]): void {
  const places = new Map<string, number>();
  for (const [index, { texts }] of steps.entries()) {
    for (const { body } of texts.filter(({ parts }) => parts !== undefined)) {
      const text = body.toLowerCase().replace(/\s+/g, " ");
      const earlier = places.get(text) ?? index;
      if (earlier < index) {
        throw refusal(`Email ${index + 1} repeats the text of email ${earlier + 1}.`, `steps.${index}.body`);
      }
      places.set(text, index);
    }
  }
}

function checkText(
  { instructions, subject, body }: Written,
  { step, field, mode, sameThread }: Place,
  known: ReadonlySet<string>,
): StoredText {
  if (mode === "model") {
    if (instructions !== "") return { instructions, subject: "", body: "" };
    throw refusal(`Email ${step} is written by the model: say what it should write.`, `${field}.instructions`);
  }
  if (body === "") throw refusal(`Email ${step} has no text.`, `${field}.body`);
  const line = sameThread ? "" : oneLine(subject);
  if (line === "" && !sameThread)
    throw refusal(`Email ${step} opens a thread: it needs a subject.`, `${field}.subject`);
  const parts = {
    subject: read(line, { step, field: `${field}.subject`, known }),
    body: read(body, { step, field: `${field}.body`, known }),
  };
  refuseHole(findHoles({ subject: sample(parts.subject) || "Re", body: "Hi" }), { step, field: `${field}.subject` });
  refuseHole(findHoles({ subject: "Re", body: sample(parts.body) }), { step, field: `${field}.body` });
  return { instructions: "", subject: line, body, parts };
}

function refuseHole([hole]: readonly string[], { step, field }: Pick<Place, "step" | "field">): void {
  if (hole === undefined) return;
  throw refusal(
    `Email ${step} holds “${hole}”, which nothing fills in. Write a variable like {{first_name|there}} instead.`,
    field,
    "sequence.hole",
  );
}

/** The parts of a signature, which every recipient gets alike: only variables of the sender. */
export function checkSignature(signature: string): Part[] {
  const { parts, problems } = parseText(signature, new Set<string>(SENDER_VARIABLES));
  const [problem] = problems;
  if (problem === undefined) return parts;
  throw refusal(`The signature is about the sender. ${problem}`, "signature", "sequence.unknown_variable");
}

function read(
  text: string,
  { step, field, known }: { step: number; field: string; known: ReadonlySet<string> },
): Part[] {
  const { parts, problems } = parseText(text, known);
  const [problem] = problems;
  if (problem === undefined) return parts;
  throw refusal(`Email ${step}: ${problem}`, field, "sequence.unknown_variable");
}

/** The text for a person of whom everything is known. */
const sample = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.fallback || "Lee")).join("");
