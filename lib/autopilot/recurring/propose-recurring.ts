import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createRecurring } from "./create-recurring";
import type { CreateRecurring, Recurring } from "./schemas";

/** Writes a recurring task down, paused: nothing of it runs before a member resumes it. Refuses what `createRecurring` refuses. */
export async function proposeRecurring(
  ctx: WorkspaceCtx,
  wanted: CreateRecurring & { projectId: string },
): Promise<Recurring> {
  requirePermission(ctx, "recurring.write");
  return createRecurring(ctx, { ...wanted, proposed: true });
}
