import { recordLogin } from "@/lib/foundation/audit/record-login";
import { otherMethods } from "@/lib/http/refusal-route";
import { signedRoute } from "@/lib/http/signed-route";
import { readClerkWebhook } from "@/lib/providers/identity/clerk/webhook";

/** POST /api/webhooks/clerk, sent by Svix: sign-ins, and created, changed or removed users. */
export const POST = signedRoute({
  verify: readClerkWebhook,
  input: {},
  handler: async (ctx) => {
    if (ctx.payload) await recordLogin(ctx, ctx.payload);
    return { received: true };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
