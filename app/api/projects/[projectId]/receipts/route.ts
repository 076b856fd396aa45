import { ProjectRef } from "@/lib/company/projects/schemas";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { ListReceiptsQuery } from "@/lib/company/receipts/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?verdict=&cursor= → receipts, newest first, and the share that was verified by kind of action */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListReceiptsQuery },
  handler: (ctx, { params, query }) => listReceipts(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
