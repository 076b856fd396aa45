import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** Throws 403 `credential.sealed` unless a job acts: a stored secret goes into the workspace's own engine and is shown to no caller. */
export function requireJob({ actor }: Pick<WorkspaceCtx, "actor">): void {
  if (actor.type === "job") return;
  throw new AppError("forbidden", "A stored credential is never shown. Save or rotate it to have a new one.", {
    code: "credential.sealed",
  });
}
