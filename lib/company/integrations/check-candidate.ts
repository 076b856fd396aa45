import { AppError } from "@/lib/platform/errors";
import { checkAccount } from "@/lib/providers/accounts/select";
import { PROVIDER_NAMES } from "./account-label";
import type { AnyIntegrationConfig, IntegrationTest } from "./schemas";

const PATIENCE_MS = 45_000;

/**
 * Tests a key that is to replace a working one: 422 `integration.rejected` with the steps when the provider refuses it, 503
 * `integration.unreachable` when it cannot be asked. Either way the old key stays.
 */
export async function checkCandidate(candidate: AnyIntegrationConfig, now: Date): Promise<IntegrationTest> {
  const { verdict, steps } = await checkAccount(candidate, AbortSignal.timeout(PATIENCE_MS));
  const name = PROVIDER_NAMES[candidate.provider];
  const failed = steps.find(({ ok }) => !ok);
  if (verdict === "rejected")
    throw new AppError(
      "impossible",
      `The new key was not saved, because its test failed: ${failed?.observed} ${failed?.fix} The old one still acts.`,
      { code: "integration.rejected", details: { steps } },
    );
  if (verdict === "unreachable")
    throw new AppError(
      "unavailable",
      `The new key was not saved, because ${name} could not be asked about it. The old one still acts; try again shortly.`,
      { code: "integration.unreachable", details: { steps } },
    );
  return { provider: candidate.provider, verdict, steps, tested_at: now.toISOString() };
}
