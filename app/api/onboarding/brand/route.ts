import { readBrand } from "@/lib/company/profile/read-brand";
import { OverRevision, SaveBrand } from "@/lib/company/profile/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { BrandPart } from "@/lib/operations/onboarding/schemas";
import { saveBrandAnswers } from "@/lib/operations/onboarding/save-brand-answers";

const body = SaveBrand.extend(OverRevision.shape).extend(BrandPart.shape);

/** GET /api/onboarding/brand?workspace_id= → { brand: {…} | null, revision } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => readBrand(ctx) });

/** POST /api/onboarding/brand { workspace_id, revision?, part?, company_name, sender_name, … } → { brand, revision, voided_approvals } · 409 */
export const POST = workspaceRoute({ input: { body }, handler: (ctx, input) => saveBrandAnswers(ctx, input.body) });

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({ input: { body }, handler: (ctx, input) => saveBrandAnswers(ctx, input.body) });

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
