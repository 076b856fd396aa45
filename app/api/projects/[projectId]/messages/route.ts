import { listMessages } from "@/lib/company/mail/list-messages";
import { ListMail } from "@/lib/company/mail/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/projects/:projectId/messages?status=&cursor=&limit= */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListMail },
  feature: "mail",
  handler: (ctx, { params, query }) => listMessages(ctx, { ...query, ...params }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
