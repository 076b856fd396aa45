import { requirePermission } from "@/lib/foundation/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { EXPORTED_TABLES } from "./exported-tables";
import type { Manifest } from "./schemas";
import { prepareCopying } from "./store-rows";
import { writeTable } from "./write-table";

type Wanted = Pick<Manifest, "tables" | "project_id">;

/** Throws `archive.not_equal` unless every table, as the caller's transaction sees it, has the sha256 that the manifest names. */
export async function compareTables(tx: TxCtx, { tables, project_id: projectId }: Wanted): Promise<void> {
  requirePermission(tx, "workspace.own");
  await prepareCopying(tx);
  const wanted = new Map(tables.map((facts) => [facts.table, facts.sha256]));
  const company = { workspaceId: tx.workspaceId, projectId };
  const writing = { company, part: async () => undefined, signal: new AbortController().signal };
  for (const exported of EXPORTED_TABLES) {
    const { table, sha256 } = await writeTable(tx, exported, writing);
    if (wanted.get(table) === sha256) continue;
    throw new AppError("invalid", `The rows of ${table} are not those of the archive after the import.`, {
      code: "archive.not_equal",
    });
  }
}
