import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { isForeignKeyViolation } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { encrypt } from "@/lib/foundation/vault/cipher";
import { checkCandidate } from "./check-candidate";
import { IntegrationSaved } from "./events";
import { integrationNotFound } from "./get-integration";
import { maskIntegration } from "./mask-integration";
import type { AnyIntegrationConfig, Integration, IntegrationTest, SaveIntegration } from "./schemas";
import { findIntegration, updateEnabled, upsertIntegration } from "./store";
import { forgetTest, upsertTest } from "./store-states";

type Wanted = SaveIntegration & { projectId: string };

/**
 * Connects a company's own account, sealed with the key of integrations; answers what may be shown. A key that replaces another one is
 * tested first, and only one that passes takes its place; what acts at that moment ends with the key that it began with.
 */
export async function saveIntegration(ctx: WorkspaceCtx, wanted: Wanted): Promise<Integration> {
  requirePermission(ctx, "integrations.write");
  const { projectId, provider, enabled } = wanted;
  const test = await testReplacement(ctx, wanted);

  return withTransaction(ctx, async (tx) => {
    const before = await findIntegration(tx, wanted);
    const saved = await save(tx, wanted);
    await forgetTest(tx, wanted);
    if (test) await upsertTest(tx, wanted, test);
    const { preview } = saved.masked;
    await appendEvent(tx, IntegrationSaved, { provider, preview, enabled }, { projectId });
    await recordAudit(tx, {
      action: "integration.saved",
      target: { type: "integration", id: `${projectId}/${provider}` },
      ...(before && { before: { enabled: before.enabled, preview: before.masked.preview } }),
      after: { enabled, preview, replaced: before !== null && wanted.config !== undefined },
    });
    return saved;
  }).catch(withoutProject);
}

/** Null for a first key, which has nothing to protect: it can be saved while its provider is down. */
async function testReplacement(ctx: WorkspaceCtx, wanted: Wanted): Promise<IntegrationTest | null> {
  const { provider, config } = wanted;
  if (config === undefined) return null;
  const replaced = await withReadTransaction(ctx, (tx) => findIntegration(tx, wanted));
  return replaced && checkCandidate({ provider, config } as AnyIntegrationConfig, ctx.now());
}

function withoutProject(error: unknown): never {
  if (!isForeignKeyViolation(error, "project_integrations_workspace_id_project_id_fkey")) throw error;
  throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
}

async function save(tx: TxCtx, wanted: Wanted): Promise<Integration> {
  const { projectId, provider, enabled, config } = wanted;
  if (config === undefined) {
    const updated = await updateEnabled(tx, { projectId, provider }, enabled);
    if (!updated) throw integrationNotFound({ projectId, provider });
    return updated;
  }
  return upsertIntegration(tx, {
    projectId,
    provider,
    enabled,
    createdBy: actorId(tx.actor) ?? tx.actor.type,
    config: {
      sealed: encrypt(tx.workspaceId, JSON.stringify(config), "integrations"),
      masked: maskIntegration({ provider, config } as AnyIntegrationConfig),
    },
  });
}
