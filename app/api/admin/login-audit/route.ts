import { listLogins } from "@/lib/foundation/audit/list-logins";
import { exportLogins } from "@/lib/foundation/audit/export-logins";
import { ListLoginsQuery } from "@/lib/foundation/audit/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { attachment } from "@/lib/http/attachment";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/login-audit?user_id=&email=&event_type=&search=&from=&to=&cursor=&limit=&format=csv */
export const GET = adminRoute({
  input: { query: ListLoginsQuery },
  handler: async (ctx, { query }) =>
    query.format === "csv"
      ? attachment({ name: "login-audit.csv", type: "text/csv; charset=utf-8", body: exportLogins(ctx, query) })
      : listLogins(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
