import { changeRecurring } from "@/lib/autopilot/recurring/change-recurring";
import { deleteRecurring } from "@/lib/autopilot/recurring/delete-recurring";
import { getRecurring } from "@/lib/autopilot/recurring/get-recurring";
import { ChangeRecurring, RecurringOfProject } from "@/lib/autopilot/recurring/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

const params = RecurringOfProject;
export const GET = projectRoute({
  feature: "recurring",
  input: { params },
  handler: (ctx, { params: of }) => getRecurring(ctx, of),
});

/** { revision, enabled?, cron_expr?, … } → the task */
export const PATCH = projectRoute({
  feature: "recurring",
  input: { params, body: ChangeRecurring },
  handler: (ctx, { params: of, body }) => changeRecurring(ctx, { ...of, ...body }),
});

export const DELETE = projectRoute({
  feature: "recurring",
  input: { params },
  handler: (ctx, { params: of }) => deleteRecurring(ctx, of),
});

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
