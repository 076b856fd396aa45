import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { findActing } from "./resolve-integration";
import {
  PROVIDERS,
  TEST_LIFETIME_HOURS,
  type Integration,
  type IntegrationProvider,
  type ProviderState,
} from "./schemas";
import { selectIntegrations } from "./store";
import { selectStates, type StateRow } from "./store-states";

/** Every provider as a founder sees it: connected or not, which account acts, and what the last test saw. */
export async function listProviders(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<{ data: ProviderState[] }> {
  requirePermission(ctx, "integrations.read");
  return withReadTransaction(ctx, async (tx) => {
    const own = await selectIntegrations(tx, projectId);
    const states = await selectStates(tx, projectId);
    const data: ProviderState[] = [];
    for (const provider of PROVIDERS)
      data.push(
        await stateOf(tx, { projectId, provider, own, state: states.find((one) => one.provider === provider) }),
      );
    return { data };
  });
}

type Known = {
  projectId: string;
  provider: IntegrationProvider;
  own: readonly Integration[];
  state: StateRow | undefined;
};

async function stateOf(tx: TxCtx, { projectId, provider, own, state }: Known): Promise<ProviderState> {
  const test = state?.test ?? null;
  const oldest = tx.now().getTime() - TEST_LIFETIME_HOURS * 3_600_000;
  return {
    provider,
    integration: own.find((one) => one.provider === provider) ?? null,
    fallback_allowed: !(state?.fallbackForbidden ?? false),
    ...(await acting(tx, { projectId, provider })),
    test,
    stale: test !== null && Date.parse(test.tested_at) < oldest,
  };
}

async function acting(
  tx: TxCtx,
  of: { projectId: string; provider: IntegrationProvider },
): Promise<Pick<ProviderState, "account" | "reason">> {
  try {
    return { account: (await findActing(tx, of)).resolved.account, reason: null };
  } catch (error) {
    if (error instanceof AppError && error.kind === "impossible") return { account: null, reason: error.message };
    throw error;
  }
}
