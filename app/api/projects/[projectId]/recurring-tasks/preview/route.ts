import { previewSchedule } from "@/lib/autopilot/recurring/preview-schedule";
import { Schedule } from "@/lib/autopilot/recurring/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?cron_expr=&timezone= → the schedule in words and its next ten times */
export const GET = projectRoute({
  feature: "recurring",
  input: { params: ProjectRef, query: Schedule },
  handler: (ctx, { query }) => previewSchedule(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
