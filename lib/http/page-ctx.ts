import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { noteAccess } from "@/lib/foundation/audit/note-access";
import { getDb } from "@/lib/platform/db";
import type { AdminCtx, UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { getProject } from "@/lib/company/projects/get-project";
import { locateProject } from "@/lib/company/projects/locate-project";
import { ProjectRef, type Project } from "@/lib/company/projects/schemas";
import { appUrl } from "@/lib/platform/env";
import { enterAsMemberOrAdmin } from "@/lib/operations/governance/enter-as-member-or-admin";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { findSignedIn } from "./session";

/** The signed-in person of a page, or null. Read once per rendered page. */
export const findPageUser = cache(async (): Promise<UserCtx | null> => {
  const system = { requestId: newId(), db: getDb(), now: () => new Date() };
  const user = await findSignedIn(system);
  return user && { ...system, user };
});

/** The signed-in person of a page; anybody else is sent to the sign-in page. */
export async function pageUser(): Promise<UserCtx> {
  return (await findPageUser()) ?? redirect("/sign-in");
}

export type PageProject = { ctx: WorkspaceCtx; project: Project };

/** The company of a page and the person's context in its workspace; a stranger's company looks like none at all. */
export const pageProject = cache(async (projectId: string): Promise<PageProject> => {
  const user = await pageUser();
  const ref = ProjectRef.safeParse({ projectId });
  const workspaceId = ref.success ? await locateProject(user, projectId) : null;
  if (!workspaceId) notFound();
  const page = request(`/companies/${projectId}`);
  const ctx = await enterAsMemberOrAdmin(user, workspaceId, page).catch((error: unknown) => leave(error, projectId));
  return { ctx, project: await getProject(ctx, { projectId }) };
});

/**
 * The admin of a page of the operator's; to anybody else the page does not exist. A page that names its path has its use recorded, and
 * about which workspace it is.
 */
export const pageAdmin = cache(async (path?: string, workspaceId: string | null = null): Promise<AdminCtx> => {
  const user = await pageUser();
  try {
    requireAdmin(user);
  } catch {
    notFound();
  }
  if (path !== undefined) {
    const actor = { type: "admin", id: user.user.userId };
    await noteAccess(user, { action: "super_admin.read", actor, workspaceId, request: request(path) });
  }
  return { ...user, superAdmin: true };
});

const request = (path: string): Pick<Request, "method" | "url"> => ({ method: "GET", url: appUrl() + path });

function leave(error: unknown, projectId: string): never {
  if (!(error instanceof AppError) || error.kind !== "forbidden") throw error;
  if (error.code === "workspace.frozen") redirect(`/frozen/${projectId}`);
  notFound();
}
