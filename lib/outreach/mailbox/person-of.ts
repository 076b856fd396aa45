import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** The member who is signed in; 403 `gmail.no_person` for a key or an administrator: a connection is a person's consent. */
export function personOf({ actor }: Pick<WorkspaceCtx, "actor">): string {
  if (actor.type === "user") return actor.userId;
  throw new AppError("forbidden", "Gmail is connected by a member who is signed in.", { code: "gmail.no_person" });
}
