import { z } from "zod";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { ACTIONS } from "./registry";
import type { OfferedAction } from "./schemas";

/** The kinds of action that can be proposed, each with the JSON Schema of its payload. */
export async function listActions(ctx: WorkspaceCtx): Promise<{ data: OfferedAction[]; next_cursor: null }> {
  requirePermission(ctx, "approvals.read");
  const data = ACTIONS.map(({ kind, title, permission, undoWindowSeconds, decideWithinHours, input }) => ({
    kind,
    title,
    permission,
    undo_window_seconds: undoWindowSeconds,
    decide_within_hours: decideWithinHours,
    input_schema: z.toJSONSchema(input, { io: "input" }) as JsonObject,
  }));
  return { data, next_cursor: null };
}
