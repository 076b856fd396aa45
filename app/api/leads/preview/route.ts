import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { previewCsv } from "@/lib/outreach/leads/preview-csv";
import { PreviewLeads } from "@/lib/outreach/leads/schemas";

/** POST /api/leads/preview, multipart { workspace_id, file, mapping? } → columns, mapping, first rows and errors; changes nothing */
export const POST = workspaceRoute({
  input: { form: PreviewLeads },
  handler: (ctx, { form }) => previewCsv(ctx, form),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
