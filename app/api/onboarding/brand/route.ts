import { findBrand } from "@/lib/company/profile/find-brand";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { changeSender } from "@/lib/outreach/drafts/change-sender";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/onboarding/brand?workspace_id= → { brand: {…} | null } */
export const GET = workspaceRoute({ input: {}, handler: async (ctx) => ({ brand: await findBrand(ctx) }) });

/** POST /api/onboarding/brand { workspace_id, company_name, sender_name, sender_email, postal_address, … } → { brand, voided_approvals } */
export const POST = workspaceRoute({
  input: { body: SaveBrand },
  handler: (ctx, { body }) => changeSender(ctx, body),
});

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({
  input: { body: SaveBrand },
  handler: (ctx, { body }) => changeSender(ctx, body),
});

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
