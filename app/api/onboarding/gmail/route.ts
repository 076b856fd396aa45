import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { connectGmail } from "@/lib/outreach/mailbox/connect-gmail";
import { BeginGmail, ConnectGmail } from "@/lib/outreach/mailbox/schemas";

/** POST /api/onboarding/gmail { workspace_id, purpose } → { url } of Google’s page · 404 gmail.not_configured */
export const POST = workspaceRoute({
  input: { body: BeginGmail },
  handler: (ctx, { body }) => beginGmailConsent(ctx, body),
});

/** PUT /api/onboarding/gmail { workspace_id, code, state } → { credential_id, masked, test } */
export const PUT = workspaceRoute({
  input: { body: ConnectGmail },
  handler: (ctx, { body }) => connectGmail(ctx, body),
});

export const { GET, PATCH, DELETE, OPTIONS } = otherMethods({ POST, PUT });
