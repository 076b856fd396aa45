import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectDatabases } from "@/lib/providers/database/select";
import { openRuntimeSecrets } from "./open-runtime-secrets";
import { findInstance } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Take = (row: { table: string; line: string }) => Promise<void>;

/** Hands over each row of the database of a company's own runtime as a line of JSON; none where it has no database. Only for jobs. */
export async function readRuntimeRows(ctx: JobCtx, { projectId }: ProjectRef, take: Take): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (!instance || instance.database_name === null) return;
  const { database_name: name, target } = instance;
  const { database_password: password } = await openRuntimeSecrets({ ...ctx, projectId });
  const databases = selectDatabases(target);
  await databases.readRows(await databases.urlOf({ name, password }, ctx.signal), take, ctx.signal);
}
