import { noteAccess } from "@/lib/foundation/audit/note-access";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { eventsRejected, WEBHOOK_PERMISSIONS } from "./authenticate-webhook";
import { findWorkspaceStatus } from "./store-webhook-tokens";

/** The context of a caller with the global token in the workspace it names; each use is recorded first. Frozen workspaces stay shut. */
export async function enterWithGlobalToken(
  ctx: SystemCtx,
  workspaceId: string,
  request: Pick<Request, "method" | "url">,
): Promise<WorkspaceCtx> {
  const status = await withServiceTransaction(ctx, (tx) => findWorkspaceStatus(tx, workspaceId));
  if (!status) throw new AppError("not_found", "There is no such workspace.", { code: "workspace.not_found" });
  if (status === "frozen") throw eventsRejected();
  const actor = { type: "webhook", id: "global" };
  await noteAccess(ctx, { action: "global_token.used", actor, workspaceId, request });
  return { ...ctx, workspaceId, actor: { type: "webhook", tokenId: "global", permissions: WEBHOOK_PERMISSIONS } };
}
