import type { UserCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Project } from "./schemas";
import { selectProjectsOf } from "./store";

/** The companies of every workspace this person is a member of, oldest first, at most 200. */
export async function listProjects(ctx: UserCtx): Promise<Project[]> {
  return withServiceTransaction(ctx, (tx) => selectProjectsOf(tx, ctx.user.userId));
}
