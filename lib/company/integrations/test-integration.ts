import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { checkAccount } from "@/lib/providers/accounts/select";
import type { AccountCheck } from "@/lib/providers/accounts/port";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { IntegrationTested } from "./events";
import { findActing, type Resolved } from "./resolve-integration";
import type { AnyIntegrationConfig, IntegrationProvider, IntegrationRef, IntegrationTest } from "./schemas";
import { upsertTest } from "./store-states";

const PATIENCE_MS = 45_000;

/**
 * Asks the provider whether the account that acts for the company can do its work, step by step, and keeps the answer. Nothing is sent,
 * published or created. A test of an account that was replaced meanwhile is answered and not kept.
 */
export async function testIntegration(ctx: WorkspaceCtx, ref: IntegrationRef): Promise<IntegrationTest> {
  requirePermission(ctx, "integrations.write");
  const { projectId, provider } = ref;
  const { resolved } = await withReadTransaction(ctx, (tx) => findActing(tx, ref));
  const { verdict, steps } = await check(resolved);
  const test = { provider, verdict, steps, tested_at: ctx.now().toISOString() };

  return withTransaction(ctx, async (tx) => {
    const { resolved: now } = await findActing(tx, ref);
    if (JSON.stringify(now) !== JSON.stringify(resolved)) return test;
    await upsertTest(tx, { projectId }, test);
    const account = resolved.account.label;
    await appendEvent(tx, IntegrationTested, { provider, verdict, account }, { projectId });
    return test;
  });
}

async function check(resolved: Resolved<IntegrationProvider>): Promise<AccountCheck> {
  const { provider, config, account } = resolved;
  if (config === null)
    return {
      verdict: "ok",
      steps: [{ name: "Built in", ok: true, observed: `${account.label} needs no key.`, fix: null }],
    };
  return checkAccount({ provider, config } as AnyIntegrationConfig, AbortSignal.timeout(PATIENCE_MS));
}
