import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { accountLabel, PROVIDER_NAMES } from "./account-label";
import {
  INTEGRATION_CONFIG,
  type ActingAccount,
  type AnyIntegrationConfig,
  type IntegrationConfigOf,
  type IntegrationProvider,
  type IntegrationTest,
} from "./schemas";
import { builtInLabel, sharedAccount } from "./shared-account";
import { findSealed } from "./store";
import { selectStates } from "./store-states";

/** `config` is null for what is built in: it needs no key. */
export type Resolved<P extends IntegrationProvider> = {
  provider: P;
  account: ActingAccount;
  config: IntegrationConfigOf<P> | null;
};
type Of<P> = { projectId: string; provider: P };

/**
 * The account that acts for a company at a provider: its own while that is switched on, else the installation's, else what this machine
 * has built in. A company's own key that the provider refuses is never replaced by another account: 422 `integration.failed`. Without any,
 * or with the founder's word against the shared one, 422 `integration.missing`.
 */
export async function resolveIntegration<P extends IntegrationProvider>(tx: TxCtx, of: Of<P>): Promise<Resolved<P>> {
  const { resolved, test } = await findActing(tx, of);
  if (test?.verdict === "rejected") throw integrationFailed(of.provider, test);
  return resolved;
}

/** The same, whatever its last test saw: a test has to reach the account that failed the one before. */
export async function findActing<P extends IntegrationProvider>(
  tx: TxCtx,
  of: Of<P>,
): Promise<{ resolved: Resolved<P>; test: IntegrationTest | null }> {
  const own = await findSealed(tx, of);
  const state = (await selectStates(tx, of.projectId)).find(({ provider }) => provider === of.provider);
  const test = state?.test ?? null;
  if (own) return { resolved: ownAccount(tx, of.provider, own), test };
  if (state?.fallbackForbidden) throw integrationMissing(of.provider, "shared account is not allowed to act for it");
  return { resolved: fallback(of.provider), test };
}

function ownAccount<P extends IntegrationProvider>(
  { workspaceId }: TxCtx,
  provider: P,
  { id, sealed }: { id: string; sealed: string },
): Resolved<P> {
  const opened: unknown = JSON.parse(decrypt(workspaceId, sealed, "integrations"));
  const config = INTEGRATION_CONFIG[provider].parse(opened) as IntegrationConfigOf<P>;
  const label = accountLabel({ provider, config } as AnyIntegrationConfig, "own");
  return { provider, config, account: { source: "own", label, integrationId: id, shared: false } };
}

function fallback<P extends IntegrationProvider>(provider: P): Resolved<P> {
  const shared = sharedAccount(provider);
  if (shared) {
    const label = accountLabel(shared, "shared");
    const config = shared.config as IntegrationConfigOf<P>;
    return { provider, config, account: { source: "shared", label, integrationId: null, shared: true } };
  }
  const builtIn = builtInLabel(provider);
  if (builtIn === null) throw integrationMissing(provider, "installation has no shared account for it");
  return {
    provider,
    config: null,
    account: { source: "built_in", label: builtIn, integrationId: null, shared: false },
  };
}

const integrationMissing = (provider: IntegrationProvider, why: string): AppError =>
  new AppError(
    "impossible",
    `${PROVIDER_NAMES[provider]} is not connected, and the ${why}. Connect it under Integrations.`,
    { code: "integration.missing", details: { provider } },
  );

function integrationFailed(provider: IntegrationProvider, { steps }: IntegrationTest): AppError {
  const failed = steps.find(({ ok }) => !ok);
  const why = failed ? ` ${failed.observed} ${failed.fix ?? ""}`.trimEnd() : "";
  return new AppError("impossible", `The last test of ${PROVIDER_NAMES[provider]} failed.${why}`, {
    code: "integration.failed",
    details: { provider, fix: failed?.fix ?? null },
  });
}
