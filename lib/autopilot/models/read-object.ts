import type { ZodType } from "zod";

type Read<T> = { ok: true; value: T } | { ok: false; problems: string[] };

const MOST_PROBLEMS = 12;

/** The object in a model's answer, also one that stands in a code block or between sentences; else what is wrong with it, in words a model can follow. */
export function readObject<T>(text: string, schema: ZodType<T>): Read<T> {
  const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  const parsed = parse(json);
  if (!parsed) return { ok: false, problems: ["The answer holds no JSON object."] };
  const fitting = schema.safeParse(parsed.value);
  if (fitting.success) return { ok: true, value: fitting.data };
  const problems = fitting.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => `${path.map(String).join(".") || "the object"}: ${message}`);
  return { ok: false, problems };
}

function parse(json: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return null;
  }
}
