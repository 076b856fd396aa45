import { otherMethods } from "@/lib/http/refusal-route";
import { signedRoute } from "@/lib/http/signed-route";
import { receiveDnsNotice } from "@/lib/operations/onboarding/receive-dns-notice";
import { readEntriWebhook } from "@/lib/providers/dns/entri/webhook";

/** POST /api/webhooks/entri, signed by Entri: rings for our own look at the workspace's DNS. */
export const POST = signedRoute({
  verify: (body, headers) => readEntriWebhook(body, headers),
  input: {},
  handler: async (ctx) => {
    await receiveDnsNotice(ctx, ctx.payload);
    return { received: true };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
