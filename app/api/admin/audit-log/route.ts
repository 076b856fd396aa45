import { listAuditLines } from "@/lib/foundation/audit/list-audit-lines";
import { exportAuditLines } from "@/lib/foundation/audit/export-audit-lines";
import { ListAuditLinesQuery } from "@/lib/foundation/audit/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { attachment } from "@/lib/http/attachment";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/audit-log?workspace_id=&actor_id=&action=&search=&from=&to=&cursor=&limit=&format=csv */
export const GET = adminRoute({
  input: { query: ListAuditLinesQuery },
  handler: async (ctx, { query }) =>
    query.format === "csv"
      ? attachment({ name: "audit-log.csv", type: "text/csv; charset=utf-8", body: exportAuditLines(ctx, query) })
      : listAuditLines(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
