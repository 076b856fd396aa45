import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const ExportRequested = defineEvent(
  "company.export_requested",
  z.object({ exportId: z.uuid(), cause: z.string() }),
  ({ cause }) =>
    cause === "owner"
      ? "An archive of the whole company is being made for its owner."
      : "An archive of the whole company is being made before its own runtime is taken away.",
);
export const ExportReady = defineEvent(
  "company.exported",
  z.object({ exportId: z.uuid(), files: z.number().int(), sizeBytes: z.number().int(), sha256: z.string() }),
  ({ files, sizeBytes, sha256 }) =>
    `An archive of the whole company is ready: ${files} files, ${sizeBytes} bytes, sha256 ${sha256}.`,
);
export const ExportFailed = defineEvent(
  "company.export_failed",
  z.object({ exportId: z.uuid(), error: z.string() }),
  ({ error }) => `The archive of the company could not be made: ${error}`,
);
export const ExportDownloaded = defineEvent(
  "company.export_downloaded",
  z.object({ exportId: z.uuid() }),
  () => "The archive of the whole company was downloaded by its owner.",
);
export const ExportRemoved = defineEvent(
  "company.export_removed",
  z.object({ exportId: z.uuid() }),
  () => "An archive of the company was removed after its time.",
);
export const CompanyImported = defineEvent(
  "company.imported",
  z.object({ exportedAt: z.string(), files: z.number().int() }),
  ({ exportedAt, files }) =>
    `The company came here from an archive of ${exportedAt.slice(0, 10)} with ${files} files; every table is equal to it.`,
);
