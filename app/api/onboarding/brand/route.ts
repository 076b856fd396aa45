import { findBrand } from "@/lib/outreach/email/find-brand";
import { saveBrand } from "@/lib/outreach/email/save-brand";
import { SaveBrand } from "@/lib/outreach/email/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/onboarding/brand?workspace_id= → { brand: {…} | null } */
export const GET = workspaceRoute({ input: {}, handler: async (ctx) => ({ brand: await findBrand(ctx) }) });

/** POST /api/onboarding/brand { workspace_id, company_name, sender_name, sender_email, postal_address, … } → { brand } */
export const POST = workspaceRoute({
  input: { body: SaveBrand },
  handler: async (ctx, { body }) => ({ brand: await saveBrand(ctx, body) }),
});

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({
  input: { body: SaveBrand },
  handler: async (ctx, { body }) => ({ brand: await saveBrand(ctx, body) }),
});

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
