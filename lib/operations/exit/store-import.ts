import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { Company } from "./store-rows";

/** Past RLS: puts rows of an archive into their table; `lines`: a JSON text each. */
export async function callImportRows(
  tx: ServiceTx,
  table: string,
  { company: { workspaceId, projectId }, lines }: { company: Company; lines: readonly string[] },
): Promise<void> {
  await sql`select genesis.import_rows(${table}, ${workspaceId}::uuid, ${projectId}::uuid, ${`[${lines.join(",")}]`}::jsonb)`.execute(
    tx.db,
  );
}

export async function callContinueLedger(tx: ServiceTx): Promise<void> {
  await sql`select genesis.continue_ledger()`.execute(tx.db);
}
