import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import { RecurringOfProject, RunRecurring } from "@/lib/autopilot/recurring/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { key?, even_if_paused? } → 202 { run_id } */
export const POST = projectRoute({
  feature: "recurring",
  input: { params: RecurringOfProject, body: RunRecurring },
  status: 202,
  handler: (ctx, { params, body }) => runRecurring(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
