import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { isUniqueViolation } from "@/lib/platform/database-errors";
import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { isLocalMode } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { createWorkspace } from "@/lib/foundation/workspaces/create-workspace";
import { freeSlug } from "@/lib/foundation/workspaces/free-slug";
import { newWorkspaceCtx } from "@/lib/foundation/workspaces/new-workspace-ctx";
import { holdAccessToIssue } from "@/lib/foundation/access/hold-access";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { MemberJoined } from "@/lib/foundation/members/events";
import { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { WorkspaceCreated } from "@/lib/foundation/workspaces/events";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ProjectCreated } from "./events";
import { issueProjectKey } from "@/lib/foundation/credentials/issue-project-key";
import type { CreateProject, Project } from "./schemas";
import { giveAddress } from "./give-address";
import { insertProject } from "./store";

/**
 * Creates a company: its project, and its workspace with owner and webhook token unless an existing one is named. All of it
 * and the first ledger lines commit together. A sample company outside local mode: 422 `project.sample_refused`.
 */
export async function createProject(ctx: UserCtx, input: CreateProject): Promise<Project> {
  const inside = input.workspace_id ? await enterWorkspace(ctx, input.workspace_id) : newWorkspaceCtx(ctx);
  requirePermission(inside, "projects.write");
  if (input.is_sample && !isLocalMode()) {
    throw new AppError("impossible", "Sample companies exist only in local mode. Leave is_sample out.", {
      code: "project.sample_refused",
    });
  }

  return input.workspace_id ? addProject(inside, ctx.user, input) : createWithWorkspace(inside, ctx, input);
}

async function addProject(inside: WorkspaceCtx, user: UserCtx["user"], input: CreateProject): Promise<Project> {
  return withTransaction(inside, async (tx) => {
    await holdAccessToIssue(tx, ["projects.write"]);
    const project = await insert(tx, user, input);
    await appendEvent(tx, ProjectCreated, { projectId: project.id, name: project.name }, { projectId: project.id });
    await giveAddress(tx, { projectId: project.id, name: project.name });
    return project;
  });
}

async function createWithWorkspace(inside: WorkspaceCtx, ctx: UserCtx, input: CreateProject): Promise<Project> {
  const slug = await freeSlug(ctx, inside.workspaceId, input.name);
  try {
    return await withTransaction(inside, async (tx) => {
      const { workspace, token } = await createWorkspace(tx, { name: input.name, slug, owner: ctx.user });
      const project = await insert(tx, ctx.user, input);
      await appendEvent(tx, WorkspaceCreated, {
        workspaceId: workspace.id,
        name: workspace.name,
        slug: workspace.slug,
      });
      await appendEvent(tx, MemberJoined, { userId: ctx.user.userId, role: "owner", email: ctx.user.email });
      await appendEvent(tx, WebhookTokenIssued, token);
      await appendEvent(tx, ProjectCreated, { projectId: project.id, name: project.name });
      await giveAddress(tx, { projectId: project.id, name: project.name });
      await recordAudit(tx, {
        action: "workspace.created",
        target: { type: "workspace", id: workspace.id },
        after: { name: workspace.name, slug: workspace.slug, owner: ctx.user.userId, token_id: token.tokenId },
      });
      return project;
    });
  } catch (error) {
    if (!isUniqueViolation(error, "workspaces_slug_key")) throw error;
    throw new AppError("conflict", "Another request took this name at the same moment. Try again.", {
      code: "workspace.slug_taken",
      retryable: true,
    });
  }
}

/** With the publishable key that its website will report with. */
async function insert(tx: TxCtx, user: UserCtx["user"], input: CreateProject): Promise<Project> {
  const project = await insertProject(tx, {
    id: newId(),
    ownerId: user.userId,
    name: input.name,
    idea: input.idea || null,
    website: input.website || null,
    isSample: input.is_sample ?? false,
  });
  await issueProjectKey(tx, { projectId: project.id, kind: "publishable" });
  return project;
}
