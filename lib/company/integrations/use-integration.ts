import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { IntegrationFallbackUsed } from "./events";
import { resolveIntegration, type Resolved } from "./resolve-integration";
import type { IntegrationProvider } from "./schemas";
import { insertUse } from "./store-states";

/** `action` names what is about to be done, the same at each attempt: its idempotency key. */
type Wanted<P> = { projectId: string; provider: P; action: string };

/** The account for an action that is about to be done, with its key. When it is the shared one, the ledger says so once for this action. */
export async function useIntegration<P extends IntegrationProvider>(
  ctx: WorkspaceCtx,
  { projectId, provider, action }: Wanted<P>,
): Promise<Resolved<P>> {
  requirePermission(ctx, "integrations.write");
  return withTransaction(ctx, async (tx) => {
    const resolved = await resolveIntegration(tx, { projectId, provider });
    const { shared, label } = resolved.account;
    if (shared && (await insertUse(tx, { projectId, provider, action })))
      await appendEvent(tx, IntegrationFallbackUsed, { provider, account: label, action }, { projectId });
    return resolved;
  });
}
