import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { StartTestRun } from "@/lib/operations/sandbox/schemas";
import { startTestRun } from "@/lib/operations/sandbox/start-test-run";

/** POST /api/sandbox/test-campaign { campaign_id, workflow?, test_email?, test_lead_data? } → { execution_id, stream_url, test_run_id } */
export const POST = workspaceRoute({
  input: { body: StartTestRun },
  handler: (ctx, { body }) => startTestRun(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
