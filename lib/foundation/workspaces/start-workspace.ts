import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { isUniqueViolation } from "@/lib/platform/database-errors";
import type { UserCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { createWorkspace } from "./create-workspace";
import { freeSlug } from "./free-slug";
import { newWorkspaceCtx } from "./new-workspace-ctx";
import { WorkspaceCreated } from "./events";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { NameWorkspace } from "./schemas";
import type { MyWorkspace } from "./store";

/** A workspace without a company yet: its owner and its webhook token. Every signed-in person may create a workspace. */
export async function startWorkspace(ctx: UserCtx, { name }: NameWorkspace): Promise<MyWorkspace> {
  const inside = newWorkspaceCtx(ctx);
  requirePermission(inside, "workspace.own");
  const slug = await freeSlug(ctx, inside.workspaceId, name);
  try {
    return await withTransaction(inside, async (tx) => {
      const { workspace } = await createWorkspace(tx, { name, slug, owner: ctx.user });
      await appendEvent(tx, WorkspaceCreated, { workspaceId: workspace.id, name, slug });
      await recordAudit(tx, {
        action: "workspace.created",
        target: { type: "workspace", id: workspace.id },
        after: { name, slug, owner: ctx.user.userId },
      });
      return { ...workspace, role: "owner" };
    });
  } catch (error) {
    if (!isUniqueViolation(error, "workspaces_slug_key")) throw error;
    throw new AppError("conflict", "Another request took this name at the same moment. Try again.", {
      code: "workspace.slug_taken",
      retryable: true,
    });
  }
}
