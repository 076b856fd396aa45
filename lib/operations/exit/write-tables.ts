import type { SystemCtx } from "@/lib/platform/ctx";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { EXPORTED_TABLES } from "./exported-tables";
import { prepareCopying } from "./store-rows";
import { writeTable, type TableFacts, type Writing } from "./write-table";

const PATIENCE_SECONDS = 600;

/**
 * Hands over every exported table of a company in parts of a few megabytes, all of one moment, and answers how many rows each has and the
 * sha256 of its lines. The same rows give the same bytes in every database.
 */
export async function writeTables({ requestId, db, now }: SystemCtx, writing: Writing): Promise<TableFacts[]> {
  return patiently(PATIENCE_SECONDS, () =>
    withServiceTransaction(
      { requestId, db, now },
      async (tx) => {
        await prepareCopying(tx);
        const tables: TableFacts[] = [];
        for (const exported of EXPORTED_TABLES) tables.push(await writeTable(tx, exported, writing));
        return tables;
      },
      "repeatable read",
    ),
  );
}
