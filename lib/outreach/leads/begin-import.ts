import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { getLeadImport } from "./get-lead-import";
import { newImport, readColumns } from "./import-plan";
import { RunImport } from "./jobs";
import type { ImportLeads, LeadImport } from "./schemas";
import { insertFile, startImport } from "./store-imports";

/**
 * Takes a CSV file that a job imports as `importLeads` does. The file is checked whole and kept until the import ends, so it goes on by
 * itself after a restart. Throws `lead_file.*` and `lead_mapping.invalid` before anything is written.
 */
export async function beginImport(ctx: WorkspaceCtx, input: ImportLeads): Promise<LeadImport> {
  requirePermission(ctx, "leads.write");
  const { bytes } = input.file;
  const { total } = await readColumns(bytes, input.mapping);
  const given = newImport(input, total);
  // No event: the last rows bring it.
  return withTransaction(ctx, async (tx) => {
    const { importId } = given;
    await startImport(tx, given);
    await insertFile(tx, { importId, bytes, mapping: input.mapping });
    await enqueue(tx, RunImport, { workspaceId: tx.workspaceId, importId });
    return getLeadImport(tx, { importId });
  });
}
