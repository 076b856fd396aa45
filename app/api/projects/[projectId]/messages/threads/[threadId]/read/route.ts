import { markMailThread } from "@/lib/company/mail/mark-mail-thread";
import { MailThreadRef, MarkMailThread } from "@/lib/company/mail/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { read } */
export const POST = projectRoute({
  input: { params: MailThreadRef, body: MarkMailThread },
  feature: "mail",
  handler: (ctx, { params, body }) => markMailThread(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
