import { AppError } from "@/lib/platform/errors";
import type { AccountCheck, CheckStep } from "./port";

type Seen = { ok: boolean; observed: string; fix?: string };
export type Step = {
  name: string;
  /** The advice for a founder when the vendor refuses the key here. */
  fix: string;
  ask: () => Promise<Seen>;
};

const REFUSED: ReadonlySet<unknown> = new Set([400, 401, 403, 404]);

/** The status that a vendor answered with; null when it did not answer. */
export const statusOf = (error: unknown): number | null =>
  error instanceof AppError && typeof error.details.status === "number" ? error.details.status : null;

/** Asks one after the other and stops at the first that fails, because the next ones build on it. */
export async function runSteps(vendor: string, steps: readonly Step[]): Promise<AccountCheck> {
  const taken: CheckStep[] = [];
  for (const { name, fix, ask } of steps) {
    try {
      const { ok, observed, fix: own } = await ask();
      taken.push({ name, ok, observed, fix: ok ? null : (own ?? fix) });
      if (!ok) return { verdict: "rejected", steps: taken };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const refused = REFUSED.has(statusOf(error));
      taken.push(refused ? { name, ok: false, observed: refusal(vendor, error), fix } : away(name, vendor));
      return { verdict: refused ? "rejected" : "unreachable", steps: taken };
    }
  }
  return { verdict: "ok", steps: taken };
}

// The vendor's own words are left out: some of them repeat the key.
const refusal = (vendor: string, error: AppError): string => `${vendor} answered ${statusOf(error)}.`;

const away = (name: string, vendor: string): CheckStep => ({
  name,
  ok: false,
  observed: `${vendor} did not answer.`,
  fix: `Nothing is wrong with the key as far as is known. Test again when ${vendor} answers.`,
});
