import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { beginImport } from "@/lib/outreach/leads/begin-import";
import { ImportLeads } from "@/lib/outreach/leads/schemas";

/** POST /api/leads/imports, multipart { workspace_id, file, mapping?, import_id? } → 202 the import that has begun */
export const POST = workspaceRoute({
  input: { form: ImportLeads },
  status: 202,
  handler: (ctx, { form }) => beginImport(ctx, form),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
