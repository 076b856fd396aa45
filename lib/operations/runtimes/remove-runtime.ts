import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { dropSecrets } from "@/lib/foundation/vault/drop-secrets";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { selectDatabases } from "@/lib/providers/database/select";
import { selectAppHosting } from "@/lib/providers/hosting/select";
import { selectRepositories } from "@/lib/providers/source-control/select";
import { RuntimeRemoved, RuntimeRemoving } from "./events";
import { findInstance, flipInstance, lockInstance, updateInstance } from "./store";
import { deleteSecretRows, selectSecrets } from "./store-secrets";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Part = {
  exists(name: string, signal: AbortSignal): Promise<boolean>;
  remove(name: string, signal: AbortSignal): Promise<void>;
};

const GONE = { repository: null, commit_sha: null, database_name: null, service_id: null, url: null } as const;

/**
 * Takes a company's runtime away: its work first, then application, database, repository and secrets. Safe to repeat; it ends only when each
 * provider says that nothing of that name is left.
 */
export async function removeRuntime(ctx: JobCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (!instance || instance.status === "retired") return;
  const { name, target } = instance;
  await withTransaction(ctx, (tx) => moveWork(tx, projectId));
  const parts: Part[] = [selectAppHosting(target), selectDatabases(target), selectRepositories(target)];
  for (const part of parts) await removePart(part, name, ctx.signal);
  await withTransaction(ctx, async (tx) => {
    await lockInstance(tx, projectId);
    await dropSecrets(
      tx,
      (await selectSecrets(tx, projectId)).map(({ reference }) => reference),
    );
    await deleteSecretRows(tx, projectId);
    await updateInstance(tx, projectId, { ...GONE, status: "retired", activated_at: null, retire_at: null });
    await appendEvent(tx, RuntimeRemoved, { name }, { projectId });
  });
}

async function moveWork(tx: TxCtx, projectId: string): Promise<void> {
  const instance = await lockInstance(tx, projectId);
  if (!instance || (instance.mode === "shared" && instance.status === "retiring")) return;
  const change = { mode: "shared", status: "retiring" } as const;
  await (instance.mode === "dedicated" ? flipInstance : updateInstance)(tx, projectId, change);
  await appendEvent(tx, RuntimeRemoving, { name: instance.name }, { projectId });
}

async function removePart(part: Part, name: string, signal: AbortSignal): Promise<void> {
  await part.remove(name, signal);
  if (!(await part.exists(name, signal))) return;
  throw new AppError("unavailable", "A part of the company’s runtime is still there.", {
    code: "runtime.not_removed",
    details: { name },
  });
}
