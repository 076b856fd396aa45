import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import { savePacing } from "@/lib/outreach/mailbox/save-pacing";
import { SavePacing } from "@/lib/outreach/mailbox/schemas";

/** GET /api/mailbox/pacing?workspace_id= → how fast the account may go, and where it stands */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getPacing(ctx) });

/** PATCH /api/mailbox/pacing { workspace_id, gap_from_seconds?, gap_to_seconds?, domain_limit?, ramp_up? } → the same */
export const PATCH = workspaceRoute({
  input: { body: SavePacing },
  handler: (ctx, { body }) => savePacing(ctx, body),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
