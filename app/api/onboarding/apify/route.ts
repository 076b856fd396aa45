import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getApify } from "@/lib/operations/onboarding/get-apify";
import { saveApify } from "@/lib/operations/onboarding/save-apify";
import { SaveApify } from "@/lib/operations/onboarding/schemas";

/** GET /api/onboarding/apify?workspace_id= → { apify: { credential_id, masked, saved_at, check } | null } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getApify(ctx) });

/** POST /api/onboarding/apify { workspace_id, api_token, actor_id? } → { credential_id, masked } */
export const POST = workspaceRoute({ input: { body: SaveApify }, handler: (ctx, { body }) => saveApify(ctx, body) });

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({ input: { body: SaveApify }, handler: (ctx, { body }) => saveApify(ctx, body) });

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
