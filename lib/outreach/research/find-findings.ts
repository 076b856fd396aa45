import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Finding } from "./schemas";
import { selectFindings } from "./store";

/** The findings about each of these leads, for a writer; a lead without any is not in the map. */
export async function findFindings(tx: TxCtx, leadIds: readonly string[]): Promise<Map<string, Finding[]>> {
  requirePermission(tx, "sequence.write");
  const rows = await selectFindings(tx, leadIds);
  return Map.groupBy(rows, ({ lead_id }) => lead_id);
}
