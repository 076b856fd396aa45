import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { sampleEmail } from "@/lib/outreach/drafts/sample-email";
import { SampleEmail } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/onboarding/sample-email { workspace_id, campaign_id?, lead_id? } → the first email as the lead would get it */
export const POST = workspaceRoute({
  input: { body: SampleEmail },
  handler: (ctx, { body }) => sampleEmail(ctx, body, completeChat),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
