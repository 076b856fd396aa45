import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import type { Permission } from "@/lib/platform/permissions";

const RECIPIENT_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["email.write"]);

/** The workspace of a link, entered by its holder: for an opt-out alone, and while the workspace is frozen too. */
export function insideAsRecipient(
  { requestId, db, now }: SystemCtx,
  { workspaceId }: { workspaceId: string },
): WorkspaceCtx {
  const actor = { type: "recipient", permissions: RECIPIENT_PERMISSIONS } as const;
  return { requestId, db, now, workspaceId, actor, whileFrozen: true };
}
