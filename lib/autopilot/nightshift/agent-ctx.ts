import { listMembers } from "@/lib/foundation/members/list-members";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { PERMISSIONS, type Permission } from "@/lib/platform/permissions";

/** The night shift reads everything, asks a model within the budget, and writes nothing but its own findings and tasks that it proposes. */
const RIGHTS: ReadonlySet<Permission> = new Set([
  ...PERMISSIONS.filter((permission) => permission.endsWith(".read")),
  "tasks.write",
  "ingestion.write",
  "nightshift.write",
] as const);

/** The context of the night shift, for an owner of the workspace: it proposes, and can never decide. */
export async function agentCtx<C extends WorkspaceCtx>(ctx: C): Promise<C> {
  const owner = (await listMembers(ctx)).find(({ role }) => role === "owner");
  const actor = { type: "agent", agent: "night_shift", onBehalfOf: owner?.user_id ?? "", permissions: RIGHTS } as const;
  return { ...ctx, actor };
}
