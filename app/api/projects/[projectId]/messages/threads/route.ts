import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { ListMailThreads } from "@/lib/company/mail/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/projects/:projectId/messages/threads?cursor=&limit= → { data, next_cursor, unread } */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListMailThreads },
  feature: "mail",
  handler: (ctx, { params, query }) => listMailThreads(ctx, { ...query, ...params }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
