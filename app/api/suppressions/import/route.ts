import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { importSuppressions } from "@/lib/outreach/suppressions/import-suppressions";
import { ImportSuppressions } from "@/lib/outreach/suppressions/schemas";

/** POST /api/suppressions/import, multipart { workspace_id, file, note? } → { batch_id, added, known, cancelled_emails, refused } */
export const POST = workspaceRoute({
  input: { form: ImportSuppressions },
  handler: (ctx, { form }) => importSuppressions(ctx, form),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
