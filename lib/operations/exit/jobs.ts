import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

const OfProject = z.object({ workspaceId: z.uuid(), projectId: z.uuid() });

/** Makes one archive of a company. Killed at any point, the next run begins it anew. */
export const ExportCompany = defineJob({
  name: "exit.export_company",
  payload: OfProject.extend({ exportId: z.uuid() }),
  policy: "exclusive",
  key: ({ exportId }) => exportId,
  retryLimit: 3,
  expireInSeconds: 900,
  concurrency: 1,
});

/** Removes one archive whose time is over, or ends one that no job makes any more. */
export const EndExport = defineJob({
  name: "exit.end_export",
  payload: OfProject.extend({ exportId: z.uuid() }),
  policy: "exclusive",
  key: ({ exportId }) => exportId,
  retryLimit: 5,
  expireInSeconds: 60,
});

/** Each hour: archives whose time is over, and those that were never finished. */
export const SweepExports = defineJob({
  name: "exit.sweep_exports",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 55,
  cron: "35 * * * *",
});
