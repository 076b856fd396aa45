import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { RotateWebhookToken } from "@/lib/foundation/credentials/schemas";

/** GET …/webhook-token → the current token's last four characters and use */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getWebhookToken(ctx) });

/** POST …/webhook-token { overlap_hours? } → the new token, shown this once */
export const POST = workspaceRoute({
  input: { body: RotateWebhookToken },
  status: 201,
  handler: (ctx, { body }) => rotateWebhookToken(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
