import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { CompanyExport } from "./schemas";
import { selectExports } from "./store";

/** The newest 20 archives of a company, newest first, with the progress of one that is being made. For its owner. */
export async function listExports(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<{ data: CompanyExport[] }> {
  requirePermission(ctx, "workspace.own");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    return { data: await selectExports(tx, projectId) };
  });
}
