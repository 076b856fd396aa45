import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { IntegrationFallbackChanged } from "./events";
import type { IntegrationRef } from "./schemas";
import { upsertFallback } from "./store-states";

/** Decides whether the installation's own account may act for a company at one provider. */
export async function allowFallback(
  ctx: WorkspaceCtx,
  { allowed, ...ref }: IntegrationRef & { allowed: boolean },
): Promise<{ allowed: boolean }> {
  requirePermission(ctx, "integrations.write");
  const { projectId, provider } = ref;
  return withTransaction(ctx, async (tx) => {
    await upsertFallback(tx, ref, !allowed);
    await appendEvent(tx, IntegrationFallbackChanged, { provider, allowed }, { projectId });
    await recordAudit(tx, {
      action: "integration.fallback_changed",
      target: { type: "integration", id: `${projectId}/${provider}` },
      after: { allowed },
    });
    return { allowed };
  });
}
