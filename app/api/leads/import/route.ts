import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { ImportLeads } from "@/lib/outreach/leads/schemas";

/** POST /api/leads/import, multipart { workspace_id, file, mapping?, import_id? } → what was imported, updated, skipped, refused */
export const POST = workspaceRoute({
  input: { form: ImportLeads },
  handler: (ctx, { form }) => importLeads(ctx, form),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
