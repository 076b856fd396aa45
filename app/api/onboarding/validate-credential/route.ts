import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { checkCredential } from "@/lib/operations/onboarding/check-credential";
import { SaveCredential } from "@/lib/operations/onboarding/schemas";

/** POST /api/onboarding/validate-credential, body as for credentials → { ok, stage: dns|connect|tls|auth|null, outcome?: right|wrong|expired|lacks_scope|limited|down, message }; saves nothing */
export const POST = workspaceRoute({
  input: { body: SaveCredential },
  handler: (ctx, { body }) => checkCredential(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
