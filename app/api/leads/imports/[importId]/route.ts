import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { LeadImportRef } from "@/lib/outreach/leads/schemas";
import { undoImport } from "@/lib/outreach/leads/undo-import";

/** GET /api/leads/imports/:importId?workspace_id= → how far an import is */
export const GET = workspaceRoute({
  input: { params: LeadImportRef },
  handler: (ctx, { params }) => getLeadImport(ctx, params),
});

/** DELETE /api/leads/imports/:importId?workspace_id= → { removed, kept }: takes the import back */
export const DELETE = workspaceRoute({
  input: { params: LeadImportRef },
  handler: (ctx, { params }) => undoImport(ctx, params),
});

export const { POST, PUT, PATCH, OPTIONS } = otherMethods({ GET, DELETE });
