import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { newImport, readColumns } from "./import-plan";
import { importRows } from "./import-rows";
import type { ImportLeads, LeadImport } from "./schemas";
import { startImport } from "./store-imports";

/**
 * Imports a CSV file, one person per lower-cased email: new → imported, a cell that differs → updated, the rest skipped. An empty cell
 * leaves what is stored. People who opted out here or, as the file says, elsewhere come in and are not emailed; doubtful addresses wait for
 * a confirmation. The people of the file are a list of its name. Written 1,000 rows at a time: killed part-way, the same file again adds
 * no one twice. Throws `lead_file.*` and `lead_mapping.invalid` before anything is written.
 */
export async function importLeads(ctx: WorkspaceCtx, input: ImportLeads): Promise<LeadImport> {
  requirePermission(ctx, "leads.write");
  const { bytes } = input.file;
  const { total, ...columns } = await readColumns(bytes, input.mapping);
  const given = newImport(input, total);
  // No event: the last rows bring it.
  await withTransaction(ctx, (tx) => startImport(tx, given));
  return importRows(ctx, { importId: given.importId, bytes, columns, readTo: 0 });
}
