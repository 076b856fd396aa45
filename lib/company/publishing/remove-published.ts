import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { removeLocalSites } from "@/lib/providers/hosting/select";
import { removeLocalRepositories } from "@/lib/providers/source-control/select";

/** Takes a deleted company's sites and repositories off this machine. The founder's own accounts stay as they are. */
export async function removePublished(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const ending = `-${projectId.replaceAll("-", "")}`;
  await removeLocalSites(ending);
  await removeLocalRepositories(ending);
}
