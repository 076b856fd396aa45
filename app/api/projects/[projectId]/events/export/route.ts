import { attachment } from "@/lib/http/attachment";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { exportEvents } from "@/lib/foundation/ledger/export-events";
import { LedgerFilter } from "@/lib/foundation/ledger/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/events/export?type=&q=&from=&to= → ledger.csv */
export const GET = projectRoute({
  feature: "ledger",
  input: { params: ProjectRef, query: LedgerFilter },
  handler: async (ctx, { params, query }) =>
    attachment({
      name: "ledger.csv",
      type: "text/csv; charset=utf-8",
      body: exportEvents(ctx, { ...query, projectId: params.projectId }),
    }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
