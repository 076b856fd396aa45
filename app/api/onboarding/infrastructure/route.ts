import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { SaveInfrastructure } from "@/lib/operations/onboarding/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/onboarding/infrastructure?workspace_id= → { infrastructure: {…} | null } */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ infrastructure: await findInfrastructure(ctx) }),
});

/** POST /api/onboarding/infrastructure { workspace_id, time_zone, send_window, daily_limit, region?, size? } → { infrastructure } */
export const POST = workspaceRoute({
  input: { body: SaveInfrastructure },
  handler: async (ctx, { body }) => ({ infrastructure: await saveInfrastructure(ctx, body) }),
});

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({
  input: { body: SaveInfrastructure },
  handler: async (ctx, { body }) => ({ infrastructure: await saveInfrastructure(ctx, body) }),
});

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
