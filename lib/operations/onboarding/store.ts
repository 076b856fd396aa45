import type { TxCtx } from "@/lib/platform/transaction";
import { OnboardingStep } from "./schemas";

/** Null before the founder moved, and for a step that no longer exists. */
export async function findCurrentStep(tx: TxCtx): Promise<OnboardingStep | null> {
  const row = await tx.db
    .selectFrom("genesis.onboarding_progress")
    .select("current_step")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return OnboardingStep.safeParse(row?.current_step).data ?? null;
}

export async function upsertCurrentStep(tx: TxCtx, step: OnboardingStep): Promise<void> {
  await tx.db
    .insertInto("genesis.onboarding_progress")
    .values({ workspace_id: tx.workspaceId, current_step: step })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet({ current_step: step }))
    .execute();
}
