import { z } from "zod";
import { fieldsOf, type FieldSpec } from "./fields";
import { FieldSource, PlainValue, type FieldValue, type Fields, type Unknown } from "./schemas";

/** A model's answer: everything in it is untrusted until it is judged field by field. */
export const PacketAnswer = z.object({
  synopsis: z.string(),
  fields: z.record(z.string(), z.unknown()),
  unknowns: z.array(z.object({ field: z.string(), why: z.string(), how_to_learn: z.string() })).default([]),
});
export type PacketAnswer = z.infer<typeof PacketAnswer>;

const AnsweredField = z.object({
  value: PlainValue,
  source: FieldSource,
  refs: z.array(z.string().max(300)).max(20).default([]),
  confidence: z.enum(["low", "medium", "high"]).default("low"),
  web: z.object({ url: z.url(), fetched_at: z.iso.datetime(), quote: z.string().min(10).max(500) }).optional(),
});
type AnsweredField = z.infer<typeof AnsweredField>;

/** The facts that a claimed source is checked against: the founder's own words, and references that the model was given. */
export type Known = { founderText: string; refs: ReadonlySet<string> };

export type Judged = { synopsis: string; fields: Fields; unknowns: Unknown[]; problems: string[] };

const PLACEHOLDER =
  /\b(?:tbd|tba|todo|n\/a|not (?:yet )?(?:known|defined|specified)|lorem ipsum|placeholder|to be (?:determined|defined|decided)|fill (?:this )?in|insert \w+ here|your (?:company|product) here)\b|\[[^\]]{1,60}\]|^\W*$|^(?:unknown|none|various|example|sample|null|undefined)\.?$/i;
const NUMBER_WORDS =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozens?|half|twice|doubled?|tripled?|percent)\b/i;
/** The least that a packet has to say in all, unless it says that it knows nothing. */
const LEAST_BYTES = 200;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
const textsOf = (value: AnsweredField["value"]): string[] => (Array.isArray(value) ? value : [String(value)]);
const holdsNumber = (value: AnsweredField["value"]): boolean =>
  typeof value === "number" || textsOf(value).some((text) => /\p{N}/u.test(text) || NUMBER_WORDS.test(text));

/** Takes the fields that stand and makes the others unknowns, with the reason; nothing is filled silently. */
export function judgeAnswer(phase: number, answer: PacketAnswer, known: Known): Judged {
  const fields: Fields = {};
  const refused = new Map<string, string>();
  for (const spec of fieldsOf(phase)) {
    const judged = judgeField(spec, answer.fields[spec.key], known);
    if (typeof judged === "object") fields[spec.key] = judged;
    else if (judged !== "missing") refused.set(spec.key, judged);
  }
  const problems = [...refused].map(([key, why]) => `fields.${key}: ${why}`);
  const said = Object.values(fields)
    .flatMap(({ value }) => textsOf(value))
    .join("");
  if (Object.keys(fields).length > 3 && Buffer.byteLength(said) < LEAST_BYTES) {
    for (const key of Object.keys(fields)) refused.set(key, "It says too little to plan by.");
    problems.push("fields: they hold less than 200 bytes in all, which is no packet");
    return { synopsis: "", fields: {}, unknowns: unknownsOf(phase, { fields: {}, answer, refused }), problems };
  }
  const synopsis = cleanSynopsis(answer.synopsis, known);
  return { synopsis, fields, unknowns: unknownsOf(phase, { fields, answer, refused }), problems };
}

/** The value with the source that holds, or why it cannot stand. */
export function judgeField(spec: FieldSpec, answered: unknown, known: Known): FieldValue | string {
  if (answered === undefined || answered === null) return "missing";
  const parsed = AnsweredField.safeParse(answered);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "It does not have the form that was asked for.";
  const { value, refs, confidence } = parsed.data;
  const misfit = misfitOf(spec, value);
  if (misfit !== null) return misfit;
  const source = sourceOf(parsed.data, known);
  if (source === "model" && holdsNumber(value)) return "It holds a number without a source.";
  const web = source === "web" ? [parsed.data.web?.url ?? "", ...refs] : refs.filter((ref) => known.refs.has(ref));
  return { value, source, refs: web, confidence: source === "model" ? "low" : confidence, edited_by: null };
}

/** Why a value does not fit its field; null when it does. */
export function misfitOf({ kind, max }: FieldSpec, value: AnsweredField["value"]): string | null {
  if (kind === "number") return typeof value === "number" && Number.isFinite(value) ? null : "It must be a number.";
  if (kind === "list") {
    if (!Array.isArray(value) || value.length === 0) return "It must be a list.";
    if (value.length > max) return `It may have at most ${max} entries.`;
  } else {
    if (typeof value !== "string") return "It must be text.";
    if (value.length > max) return `It may have at most ${max} characters.`;
    if (kind === "date" && !z.iso.date().safeParse(value).success) return "It must be a date like 2027-03-31.";
  }
  return textsOf(value).some((text) => PLACEHOLDER.test(text.trim())) ? "It is a placeholder." : null;
}

/** The claimed source where it can be proved, else the model itself. */
function sourceOf({ value, source, refs, web }: AnsweredField, known: Known): FieldValue["source"] {
  const said = folded(known.founderText);
  if (source === "founder") return textsOf(value).every((text) => saidBy(said, folded(text))) ? "founder" : "model";
  if (source === "ledger") return refs.some((ref) => known.refs.has(ref)) ? "ledger" : "model";
  if (source !== "web" || web === undefined) return "model";
  return textsOf(value).every((text) => folded(web.quote).includes(folded(text)) || !/\p{N}/u.test(text))
    ? "web"
    : "model";
}

function saidBy(said: string, text: string): boolean {
  if (/^[\p{N}.,]+$/u.test(text))
    return new RegExp(`(?<![\\p{N}.,])${text.replace(/[.,]/g, "\\$&")}(?![\\p{N}])`, "u").test(said);
  return text !== "" && said.includes(text.replace(/[.!]+$/, ""));
}

/** Sentences with a number that the founder did not say are left out. */
function cleanSynopsis(synopsis: string, { founderText }: Known): string {
  const said = folded(founderText);
  const sentences = synopsis.match(/[^.!?]+[.!?]*/g) ?? [];
  const kept = sentences.filter(
    (sentence) => !holdsNumber(sentence) || said.includes(folded(sentence).replace(/[.!?]+$/, "")),
  );
  const text = kept.join("").trim();
  return PLACEHOLDER.test(text) ? "" : text.slice(0, 600);
}

type Given = { fields: Fields; answer: PacketAnswer; refused: ReadonlyMap<string, string> };

function unknownsOf(phase: number, { fields, answer, refused }: Given): Unknown[] {
  const named = new Map(answer.unknowns.map((unknown) => [unknown.field, unknown]));
  return fieldsOf(phase)
    .filter(({ key }) => fields[key] === undefined)
    .map(({ key, ask }) => {
      const why = refused.get(key) ?? named.get(key)?.why.slice(0, 300) ?? "Not known yet.";
      return { field: key, why: refused.has(key) ? `The draft was refused: ${why}` : why, how_to_learn: ask };
    });
}
