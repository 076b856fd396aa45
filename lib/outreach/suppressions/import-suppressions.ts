import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { parseCsv, type CsvTable } from "@/lib/outreach/leads/parse-csv";
import { KEPT_ERRORS } from "@/lib/outreach/leads/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { parseEmailAddress } from "@/lib/platform/email-address";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { SuppressionsAdded } from "./events";
import { parseDomain, type ImportSuppressions, type SuppressionImport } from "./schemas";
import { callSuppress } from "./store-suppressions";

/** An address, or @ and a domain; null for what is neither. */
const readEntry = (cell: string): string | null => {
  const domain = cell.includes("@") && !cell.trim().startsWith("@") ? null : parseDomain(cell);
  return parseEmailAddress(cell) ?? (domain === null ? null : `@${domain}`);
};

/** The first row is data when it holds an entry: a list of addresses needs no header. */
function entriesOf({ headers, rows }: CsvTable): { entries: string[]; refused: SuppressionImport["refused"] } {
  const lines = [{ row: 1, cells: headers }, ...rows];
  const entries: string[] = [];
  const refused: SuppressionImport["refused"] = [];
  for (const { row, cells } of lines) {
    const found = cells.flatMap((cell) => readEntry(cell) ?? []);
    if (found.length > 0) entries.push(found[0] ?? "");
    else if (row > 1) refused.push({ row, error: "holds neither an email address nor a domain" });
  }
  return { entries, refused: refused.slice(0, KEPT_ERRORS) };
}

/** Puts each address and domain of a file on the suppression list, in one transaction; its `batch_id` takes them back. */
export async function importSuppressions(
  ctx: WorkspaceCtx,
  { file, note }: ImportSuppressions,
): Promise<SuppressionImport> {
  requirePermission(ctx, "email.write");
  const { entries, refused } = entriesOf(await parseCsv(file.bytes, { headerOnly: true }));
  const batchId = newId();

  return withTransaction(ctx, async (tx) => {
    const { added, cancelled } = await callSuppress(tx, { entries, source: "file", note: note ?? null, batchId });
    const event = { count: added.length, cancelledDrafts: cancelled, source: "a file" };
    if (added.length > 0) await appendEvent(tx, SuppressionsAdded, event);
    const known = new Set(entries).size - added.length;
    return { batch_id: batchId, added: added.length, known, cancelled_emails: cancelled, refused };
  });
}
