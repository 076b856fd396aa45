import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findUnprovenDomain } from "./find-unproven-domain";
import { findUnproven } from "./find-unproven";
import { getCalendarStep } from "./get-calendar-step";
import { getReadiness } from "./get-readiness";
import { getResearchStep } from "./get-research-step";
import { OnboardingStep, OPTIONAL_STEPS, type Progress } from "./schemas";
import { findCurrentStep } from "./store";

/**
 * Where the founder was, and what each step still needs. Before they moved: the first step that needs something. A mail account whose test
 * failed leaves its step open; it does not prevent a launch, which tests it again. Nor does a sending domain that is not right yet, nor a
 * step that is optional.
 */
export async function getProgress(ctx: WorkspaceCtx): Promise<Progress> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const needed = await getReadiness(tx);
    const domain = await findUnprovenDomain(tx);
    const calendar = await getCalendarStep(tx);
    const research = await getResearchStep(tx);
    const proofs: Partial<Record<OnboardingStep, { proven: boolean }>> = { domain, calendar, research };
    const accounts = await findUnproven(tx, needed);
    const missing = [...domain.missing, ...needed, ...accounts, ...calendar.missing, ...research.missing];
    const steps = OnboardingStep.options.map((step) => {
      const ofStep = missing.filter((item) => item.step === step);
      const complete = ofStep.length === 0 && (proofs[step]?.proven ?? true);
      return { step, optional: OPTIONAL_STEPS.has(step), complete, missing: ofStep };
    });
    const firstOpen = steps.find((step) => step.missing.length > 0)?.step ?? "leads";
    return { current_step: (await findCurrentStep(tx)) ?? firstOpen, steps, ready: needed.length === 0 };
  });
}
