import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Imports an uploaded file of leads. Safe to repeat: it goes on after the last row that is in. */
export const RunImport = defineJob({
  name: "leads.run_import",
  payload: z.object({ workspaceId: z.uuid(), importId: z.uuid() }),
  policy: "short",
  key: ({ importId }) => importId,
  retryLimit: 20,
  expireInSeconds: 300,
});

/** Looks for files that no job reads any more. */
export const SweepImports = defineJob({
  name: "leads.sweep_imports",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "23 * * * *",
});
