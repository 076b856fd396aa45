import { createRecurring } from "@/lib/autopilot/recurring/create-recurring";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { CreateRecurring } from "@/lib/autopilot/recurring/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the recurring tasks of a company */
export const GET = projectRoute({
  feature: "recurring",
  input: { params: ProjectRef },
  handler: (ctx, { params }) => listRecurring(ctx, params),
});

/** POST { title, cron_expr, timezone, job_type, … } → 201, the task */
export const POST = projectRoute({
  feature: "recurring",
  input: { params: ProjectRef, body: CreateRecurring },
  status: 201,
  handler: (ctx, { params, body }) => createRecurring(ctx, { ...params, ...body }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
