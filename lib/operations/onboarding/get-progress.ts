import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findUnprovenDomain } from "./find-unproven-domain";
import { findUnproven } from "./find-unproven";
import { getReadiness } from "./get-readiness";
import { OnboardingStep, type Progress } from "./schemas";
import { findCurrentStep } from "./store";

/**
 * Where the founder was, and what each step still needs. Before they moved: the first step that needs something. A mail account whose test
 * failed leaves its step open; it does not prevent a launch, which tests it again. Nor does a sending domain that is not right yet.
 */
export async function getProgress(ctx: WorkspaceCtx): Promise<Progress> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const needed = await getReadiness(tx);
    const domain = await findUnprovenDomain(tx);
    const missing = [...domain.missing, ...needed, ...(await findUnproven(tx, needed))];
    const steps = OnboardingStep.options.map((step) => {
      const ofStep = missing.filter((item) => item.step === step);
      return { step, complete: step === "domain" ? domain.proven : ofStep.length === 0, missing: ofStep };
    });
    const firstOpen = steps.find((step) => step.missing.length > 0)?.step ?? "leads";
    return { current_step: (await findCurrentStep(tx)) ?? firstOpen, steps, ready: needed.length === 0 };
  });
}
