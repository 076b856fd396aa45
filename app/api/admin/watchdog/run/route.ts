import { runWatchdog } from "@/lib/operations/watchdog/run-watchdog";
import { RunWatchdog } from "@/lib/operations/watchdog/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/admin/watchdog/run { workspace_id? } → 202 how many workspaces are checked now */
export const POST = adminRoute({
  input: { body: RunWatchdog },
  status: 202,
  handler: (ctx, { body }) => runWatchdog(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
