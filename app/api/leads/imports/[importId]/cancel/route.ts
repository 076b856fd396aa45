import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { cancelImport } from "@/lib/outreach/leads/cancel-import";
import { LeadImportRef } from "@/lib/outreach/leads/schemas";

/** POST /api/leads/imports/:importId/cancel?workspace_id= → the import, ended before its next batch */
export const POST = workspaceRoute({
  input: { params: LeadImportRef },
  handler: (ctx, { params }) => cancelImport(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
