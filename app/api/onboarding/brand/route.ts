import { findBrand } from "@/lib/company/profile/find-brand";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { voidChangedApprovals } from "@/lib/outreach/drafts/void-changed-approvals";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/onboarding/brand?workspace_id= → { brand: {…} | null } */
export const GET = workspaceRoute({ input: {}, handler: async (ctx) => ({ brand: await findBrand(ctx) }) });

/** POST /api/onboarding/brand { workspace_id, company_name, sender_name, sender_email, postal_address, … } → { brand, voided_approvals } */
export const POST = workspaceRoute({
  input: { body: SaveBrand },
  handler: async (ctx, { body }) => ({
    brand: await saveBrand(ctx, body),
    voided_approvals: await voidChangedApprovals(ctx),
  }),
});

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({
  input: { body: SaveBrand },
  handler: async (ctx, { body }) => ({
    brand: await saveBrand(ctx, body),
    voided_approvals: await voidChangedApprovals(ctx),
  }),
});

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
