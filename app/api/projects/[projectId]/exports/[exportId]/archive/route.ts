import { fileAttachment } from "@/lib/http/attachment";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { openExport } from "@/lib/operations/exit/open-export";
import { ExportRef } from "@/lib/operations/exit/schemas";

/** GET → the archive of a finished export; for the company's owner */
export const GET = projectRoute({
  input: { params: ExportRef },
  handler: async (ctx, { params }) => fileAttachment({ ...(await openExport(ctx, params)), type: "application/gzip" }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
