import type { ActingAccount } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { resolveIntegration, type Resolved } from "./resolve-integration";
import type { IntegrationProvider } from "./schemas";

/** An account as an approval is bound to it. */
export const toActing = ({ account }: Pick<Resolved<IntegrationProvider>, "account">): ActingAccount => ({
  label: account.label,
  integration: account.integrationId,
  shared: account.shared,
});

/** Whether the account that acts now is the approved one. */
export const isApproved = (
  resolved: Pick<Resolved<IntegrationProvider>, "account">,
  approved: ActingAccount,
): boolean => {
  const { label, integration, shared } = toActing(resolved);
  return label === approved.label && integration === approved.integration && shared === approved.shared;
};

type Approved = { projectId: string; provider: IntegrationProvider; approved: ActingAccount };

/** The last look at an account before an action: null, or why the approved one may not or does not act any more. */
export async function lookAtAccount(
  tx: TxCtx,
  { projectId, provider, approved }: Approved,
): Promise<{ code: string; words: string } | null> {
  try {
    const resolved = await resolveIntegration(tx, { projectId, provider });
    return isApproved(resolved, approved) ? null : accountChanged(approved, resolved.account.label);
  } catch (error) {
    if (error instanceof AppError && !error.retryable) return { code: error.code, words: error.message };
    throw error;
  }
}

export const accountChanged = (approved: ActingAccount, now: string): { code: string; words: string } => ({
  code: "integration.changed",
  words: `It was approved for ${approved.label}, and ${now} would act now.`,
});
