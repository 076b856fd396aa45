import { getMailThread } from "@/lib/company/mail/get-mail-thread";
import { MailThreadRef } from "@/lib/company/mail/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/projects/:projectId/messages/threads/:threadId */
export const GET = projectRoute({
  input: { params: MailThreadRef },
  feature: "mail",
  handler: (ctx, { params }) => getMailThread(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
