import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { LeadImportRef } from "@/lib/outreach/leads/schemas";

/** GET /api/leads/imports/:importId?workspace_id= → how far an import is */
export const GET = workspaceRoute({
  input: { params: LeadImportRef },
  handler: (ctx, { params }) => getLeadImport(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
