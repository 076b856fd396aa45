import { z } from "zod";
import { ReportTerms } from "@/lib/autopilot/recurring/schemas";
import { defineJob } from "@/lib/platform/contracts";

/** Writes the report that one run of a recurring task asks for. */
export const WriteReport = defineJob({
  name: "reports.write_report",
  payload: ReportTerms.extend({ workspaceId: z.uuid(), projectId: z.uuid(), recurringRunId: z.uuid() }),
  policy: "short",
  key: ({ recurringRunId }) => recurringRunId,
  retryLimit: 3,
  expireInSeconds: 120,
});

/** Emails a report that was written to the members who decide. */
export const SendReport = defineJob({
  name: "reports.send_report",
  payload: z.object({
    workspaceId: z.uuid(),
    projectId: z.uuid(),
    recurringRunId: z.uuid(),
    assetId: z.uuid(),
    sha256: z.string(),
  }),
  policy: "short",
  key: ({ recurringRunId }) => recurringRunId,
  retryLimit: 5,
  expireInSeconds: 120,
});
