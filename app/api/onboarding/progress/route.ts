import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { saveProgress } from "@/lib/operations/onboarding/save-progress";
import { SaveProgress } from "@/lib/operations/onboarding/schemas";

/** GET /api/onboarding/progress?workspace_id= → { current_step, steps: [{ step, optional, complete, missing }], ready } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getProgress(ctx) });

/** POST /api/onboarding/progress { workspace_id, current_step } → the same */
export const POST = workspaceRoute({
  input: { body: SaveProgress },
  handler: (ctx, { body }) => saveProgress(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
