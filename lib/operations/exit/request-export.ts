import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { ExportRequested } from "./events";
import { ExportCompany } from "./jobs";
import type { CompanyExport } from "./schemas";
import { insertExport } from "./store";

/** Begins an archive of the whole company, for its owner to download; 409 `export.running` while one is made. */
export async function requestExport(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<CompanyExport> {
  requirePermission(ctx, "workspace.own");
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const requestedBy = actorId(tx.actor) ?? tx.actor.type;
    const made = await insertExport(tx, { id: newId(), projectId, cause: "owner", requestedBy });
    if (!made)
      throw new AppError("conflict", "An archive of this company is being made already.", { code: "export.running" });
    await appendEvent(tx, ExportRequested, { exportId: made.id, cause: made.cause }, { projectId });
    await enqueue(tx, ExportCompany, { workspaceId: tx.workspaceId, projectId, exportId: made.id });
    return made;
  });
}
