import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { oneLine } from "@/lib/platform/text";

const Rewrite = z.object({ subject: z.string(), body: z.string() });
const Answer = z.union([
  Rewrite,
  z.object({ emails: z.array(Rewrite).min(1) }).transform(({ emails }) => emails[0]),
  z
    .array(Rewrite)
    .min(1)
    .transform(([first]) => first),
]);

const unusable = (why: string, advice: string): AppError =>
  new AppError("upstream", `${why} ${advice}`, { code: "draft.unusable_answer" });

const KEPT = "The draft keeps its text. Try again, or change the note.";

/** Line ends inside a text, and a comma before a closing bracket: the two slips that models make in JSON. */
const mended = (json: string): string =>
  json
    .replace(/"(?:[^"\\]|\\[\s\S])*"/g, (text) =>
      text.replaceAll("\r", "").replaceAll("\n", "\\n").replaceAll("\t", "\\t"),
    )
    .replace(/,(\s*[}\]])/g, "$1");

function parse(text: string): unknown {
  for (const candidate of [text, mended(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate, and at last the refusal below.
    }
  }
  return undefined;
}

/** The value that begins here, up to its closing bracket; empty when it never closes. */
function valueFrom(text: string, start: number): string {
  let [depth, inText] = [0, false];
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (inText && sign === "\\") at += 1;
    else if (sign === '"') inText = !inText;
    else if (!inText && "{[".includes(sign)) depth += 1;
    else if (!inText && "}]".includes(sign)) depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  return "";
}

const MOST_VALUES = 100;

/** Subject and body out of a model's answer, whatever it wrote around them; 502 `draft.unusable_answer` with the advice when there is no email in it. */
export function readRewrite(content: string, advice = KEPT): { subject: string; body: string } {
  const text = content
    .slice(0, 200_000)
    .replace(/<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi, "")
    .replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, "");
  const starts = [...text.matchAll(/[{[]/g)].slice(0, MOST_VALUES).map(({ index }) => index);
  if (starts.length === 0) throw unusable("The model did not answer with an email.", advice);
  for (const start of starts) {
    const { data } = Answer.safeParse(parse(valueFrom(text, start)));
    if (data) return tidy(data, advice);
  }
  throw unusable("The model’s answer had no subject and text.", advice);
}

function tidy(email: z.infer<typeof Rewrite>, advice: string): { subject: string; body: string } {
  const subject = oneLine(email.subject).slice(0, 300);
  const body = email.body.replaceAll("\0", "").replaceAll("\r\n", "\n").toWellFormed().trim().slice(0, 20_000);
  if (subject === "" || body === "") throw unusable("The model left the subject or the text empty.", advice);
  return { subject, body };
}
