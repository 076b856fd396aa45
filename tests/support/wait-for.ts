import { setTimeout as delay } from "node:timers/promises";

type Wait = { withinMs?: number; everyMs?: number; what: string };

/** Asks until the answer is not null or false; fails with the last answer's words when the time is over. */
export async function waitFor<T>(
  ask: () => Promise<T | null | false>,
  { withinMs = 60_000, everyMs = 200, what }: Wait,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: unknown = "nothing yet";
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs / 1000} s: ${what} (${String(last)})`);
    await delay(everyMs);
  }
}
