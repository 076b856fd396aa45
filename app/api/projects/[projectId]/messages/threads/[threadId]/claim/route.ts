import { claimSender } from "@/lib/company/mail/claim-sender";
import { MailThreadRef } from "@/lib/company/mail/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → { sent_to }: a link that confirms the sender's address as the member's own is sent there */
export const POST = projectRoute({
  input: { params: MailThreadRef },
  feature: "mail",
  handler: (ctx, { params }) => claimSender(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
