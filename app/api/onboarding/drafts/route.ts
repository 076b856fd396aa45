import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listOnboardingDrafts } from "@/lib/operations/onboarding/list-onboarding-drafts";
import { saveOnboardingDraft } from "@/lib/operations/onboarding/save-onboarding-draft";
import { SaveOnboardingDraft } from "@/lib/operations/onboarding/schemas";

/** GET /api/onboarding/drafts?workspace_id= → { drafts: [{ part, revision, read, typed, updated_at }] }: what the caller typed and has not saved */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ drafts: await listOnboardingDrafts(ctx) }),
});

/** PUT /api/onboarding/drafts { workspace_id, part, revision: uuid | null, read, typed } → { draft } · 409 typed in another tab since */
export const PUT = workspaceRoute({
  input: { body: SaveOnboardingDraft },
  handler: async (ctx, { body }) => ({ draft: await saveOnboardingDraft(ctx, body) }),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
