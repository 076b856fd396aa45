import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { previewAudience } from "@/lib/outreach/campaigns/preview-audience";
import { PreviewAudience } from "@/lib/outreach/campaigns/schemas";

/** POST /api/campaigns/audience-preview { workspace_id, list_ids?, tags?, company?, not_contacted_days? } → { people, contacted } */
export const POST = workspaceRoute({
  input: { body: PreviewAudience },
  handler: (ctx, { body }) => previewAudience(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
