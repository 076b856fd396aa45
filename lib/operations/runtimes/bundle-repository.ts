import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectRepositories } from "@/lib/providers/source-control/select";
import { findInstance } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Writes the repository of a company's own runtime as a git bundle and answers its name; null where the company has none, and for one on this
 * machine, which is among the company's other repositories there. Only for jobs.
 */
export async function bundleRepository(
  ctx: JobCtx,
  { projectId, file }: ProjectRef & { file: string },
): Promise<string | null> {
  requirePermission(ctx, "workspace.own");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (!instance || instance.target === "local" || instance.repository === null) return null;
  const { target, repository } = instance;
  return (await selectRepositories(target).bundle({ repository, file }, ctx.signal)) ? repository : null;
}
