import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** One launch from where it stands to its end; done steps are skipped, so any worker may take it over at any time. */
export const RunIgnition = defineJob({
  name: "ignition.run_ignition",
  payload: z.object({ workspaceId: z.uuid(), attempt: z.number().int() }),
  policy: "exclusive",
  key: ({ workspaceId, attempt }) => `${workspaceId}:${attempt}`,
  retryLimit: 30,
  expireInSeconds: 1800,
});
