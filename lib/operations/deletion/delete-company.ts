import { getProject } from "@/lib/company/projects/get-project";
import { listWorkspaceProjects } from "@/lib/company/projects/list-workspace-projects";
import { markDeleted } from "@/lib/company/projects/mark-deleted";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { holdAccess } from "@/lib/foundation/access/hold-access";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { closeWorkspace } from "@/lib/foundation/workspaces/close-workspace";
import { beginFreeze } from "@/lib/operations/governance/begin-freeze";
import { EndPayment } from "@/lib/metering/billing/jobs";
import { countLeads } from "@/lib/outreach/leads/count-leads";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { CompanyDeleted } from "./events";
import { EraseCompany } from "./jobs";
import type { CompanyDeletion, DeleteCompany } from "./schemas";
import { insertDeletion } from "./store";

/**
 * Deletes a company for good: from this commit on every door refuses its workspace, its tokens and keys are revoked and nothing is sent;
 * jobs stop its workflows in n8n and erase its people. The ledger stays. 422 `project.name_differs` unless its name is typed; 409
 * `project.shares_workspace` while another company uses the same leads and engine.
 */
export async function deleteCompany(
  ctx: WorkspaceCtx,
  { projectId, name }: ProjectRef & DeleteCompany,
): Promise<CompanyDeletion> {
  requirePermission(ctx, "workspace.own");

  return withAccessChange(ctx, async (tx) => {
    // A company that is being created beside it is seen, or waits.
    await holdAccess(tx);
    const project = await getProject(tx, { projectId });
    if (name.trim() !== project.name) throw nameDiffers(project.name);
    const others = (await listWorkspaceProjects(tx)).filter(({ id }) => id !== projectId);
    if (others.length > 0) throw sharesWorkspace(others.map((other) => other.name));

    const requestedBy = actorId(tx.actor) ?? tx.actor.type;
    const leads = await countLeads(tx);
    const frozen = await beginFreeze(tx, {
      reason: `Its owner deleted the company “${project.name}”.`,
      frozenBy: requestedBy,
    });
    if (!frozen) throw alreadyFrozen();
    await closeWorkspace(tx);
    await markDeleted(tx, projectId);
    const deletion = await insertDeletion(tx, { projectId, name: project.name, requestedBy, leads });
    await appendEvent(tx, CompanyDeleted, { projectId, name: project.name, leads }, { projectId });
    await enqueue(tx, EraseCompany, { workspaceId: tx.workspaceId });
    await enqueue(tx, EndPayment, { workspaceId: tx.workspaceId });
    return deletion;
  });
}

const nameDiffers = (name: string): AppError =>
  new AppError("impossible", `Type the company's name, “${name}”, to delete it.`, {
    code: "project.name_differs",
    details: { field: "name" },
  });

const sharesWorkspace = (others: string[]): AppError =>
  new AppError(
    "conflict",
    `This company shares its leads and its outreach engine with ${others.map((other) => `“${other}”`).join(", ")}. Only a company with a workspace of its own can be deleted.`,
    { code: "project.shares_workspace" },
  );

const alreadyFrozen = (): AppError =>
  new AppError("conflict", "The workspace was frozen at the same moment. Ask an administrator why.", {
    code: "workspace.already_frozen",
  });
