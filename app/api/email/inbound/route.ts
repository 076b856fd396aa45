import { receiveEmail } from "@/lib/company/mail/receive-email";
import { recordDelivery } from "@/lib/company/mail/record-delivery";
import { inboundMailRoute } from "@/lib/http/inbound-mail-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/email/inbound: a mail provider's webhook (Resend, or a body like Postmark's or Mailgun's) */
export const POST = inboundMailRoute({
  input: {},
  feature: "mail",
  handler: async ({ notice, ...ctx }) => {
    if (notice?.kind === "message") return receiveEmail(ctx, notice);
    if (notice?.kind === "outcome") await recordDelivery(ctx, notice);
    return { received: true };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
