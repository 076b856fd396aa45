import { listUnmatchedMail } from "@/lib/company/mail/list-unmatched-mail";
import { ListMailThreads } from "@/lib/company/mail/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/unmatched-mail?cursor=&limit= */
export const GET = adminRoute({
  input: { query: ListMailThreads },
  feature: "mail",
  handler: (ctx, { query }) => listUnmatchedMail(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
