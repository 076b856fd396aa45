import { listInvoices } from "@/lib/metering/billing/list-invoices";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → { data: invoices, newest first } */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => listInvoices(ctx),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
