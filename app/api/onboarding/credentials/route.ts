import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getCredentials } from "@/lib/operations/onboarding/get-credentials";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { SaveCredential } from "@/lib/operations/onboarding/schemas";

/** GET /api/onboarding/credentials?workspace_id= → { mail_account, test_mailbox_available, gmail_available, credentials }, secrets masked */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getCredentials(ctx) });

/** POST /api/onboarding/credentials { workspace_id, type, name?, data | use_test_mailbox } → { credential_id, masked } */
export const POST = workspaceRoute({
  input: { body: SaveCredential },
  handler: (ctx, { body }) => saveCredential(ctx, body),
});

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({
  input: { body: SaveCredential },
  handler: (ctx, { body }) => saveCredential(ctx, body),
});

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
