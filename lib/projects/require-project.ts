import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Project } from "./schemas";
import { findProject } from "./store";

/** The company, for what hangs on it, in the caller's transaction; `project.not_found` for another workspace's. The caller checks the permission. */
export async function requireProject(tx: TxCtx, projectId: string): Promise<Project> {
  const project = await findProject(tx, projectId);
  if (project) return project;
  throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
}
