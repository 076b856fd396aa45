import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { IntegrationRemoved } from "./events";
import { integrationNotFound } from "./get-integration";
import type { IntegrationRef } from "./schemas";
import { deleteIntegration } from "./store";
import { forgetTest } from "./store-states";

/** Forgets a company's own account; from then on the installation's is used, where there is one. */
export async function removeIntegration(ctx: WorkspaceCtx, ref: IntegrationRef): Promise<void> {
  requirePermission(ctx, "integrations.write");
  const { projectId, provider } = ref;

  await withTransaction(ctx, async (tx) => {
    const removed = await deleteIntegration(tx, ref);
    if (!removed) throw integrationNotFound(ref);
    await forgetTest(tx, ref);
    const { enabled, masked } = removed;
    await appendEvent(tx, IntegrationRemoved, { provider, preview: masked.preview }, { projectId });
    await recordAudit(tx, {
      action: "integration.removed",
      target: { type: "integration", id: `${projectId}/${provider}` },
      before: { enabled, preview: masked.preview },
    });
  });
}
