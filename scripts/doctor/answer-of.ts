import type { ZodType } from "zod";

const PATIENCE_MS = 5_000;

/** The answer of an address within five seconds, whatever its status; null when there is none, or another one. */
export async function answerOf<T>(url: string, schema: ZodType<T>): Promise<T | null> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
    return schema.safeParse(await response.json()).data ?? null;
  } catch {
    // That it does not answer is the finding.
    return null;
  }
}
