import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { LeadsImported } from "./events";
import type { Columns } from "./import-plan";
import { eachCsvRow, type CsvRow } from "./parse-csv";
import { readLeadRow, type NewLead } from "./read-lead-row";
import type { LeadImport, RowError } from "./schemas";
import { callStopElsewhere, joinList, upsertLeads } from "./store";
import { addProgress, finishImport } from "./store-imports";

const BATCH_ROWS = 1_000;

type Batch = { rows: number; readTo: number; leads: NewLead[]; repeated: number; errors: RowError[] };
const emptyBatch = (): Batch => ({ rows: 0, readTo: 0, leads: [], repeated: 0, errors: [] });

function addTo(batch: Batch, row: CsvRow, { columns, known }: { columns: Columns; known: Set<string> }): void {
  batch.rows += 1;
  batch.readTo = row.row;
  const read = readLeadRow(row, columns);
  if ("errors" in read) batch.errors.push(...read.errors);
  else if (known.has(read.lead.email)) batch.repeated += 1;
  else {
    known.add(read.lead.email);
    batch.leads.push(read.lead);
  }
}

async function writeBatch(tx: TxCtx, importId: string, batch: Batch): Promise<void> {
  const { leads } = batch;
  const { imported, updated } = await upsertLeads(tx, leads);
  await callStopElsewhere(tx, leads);
  await joinList(tx, importId, leads);
  const going = await addProgress(tx, importId, {
    processed: batch.rows,
    imported,
    updated,
    skipped: batch.repeated + leads.length - imported - updated,
    stopped: leads.filter(({ elsewhere }) => elsewhere !== null).length,
    held: leads.filter(({ held_for, elsewhere }) => held_for !== null && elsewhere === null).length,
    readTo: batch.readTo,
    errors: batch.errors,
  });
  if (!going)
    throw new AppError("conflict", "This import was cancelled, or started again elsewhere.", {
      code: "lead_import.superseded",
    });
}

async function finish(tx: TxCtx, importId: string): Promise<LeadImport> {
  const done = await finishImport(tx, importId);
  await appendEvent(tx, LeadsImported, {
    importId,
    fileName: done.file_name,
    imported: done.imported,
    updated: done.updated,
    skipped: done.skipped,
    refused: done.refused,
    stopped: done.stopped,
  });
  return done;
}

type Source = { importId: string; bytes: Uint8Array; columns: Columns; readTo: number };

/**
 * Writes the rows after `readTo`, a thousand in a transaction, and holds no more of them in memory. Of several rows with one address the
 * first counts, also when that one was written before. The last rows commit together with the ledger line, so "done" and the line are one
 * fact. Throws `lead_import.superseded` when it was cancelled meanwhile.
 */
export async function importRows(ctx: WorkspaceCtx, { importId, bytes, columns, readTo }: Source): Promise<LeadImport> {
  requirePermission(ctx, "leads.write");
  const known = new Set<string>();
  let batch = emptyBatch();
  await eachCsvRow(bytes, async (row) => {
    if (batch.rows === BATCH_ROWS) {
      const full = batch;
      batch = emptyBatch();
      await withTransaction(ctx, (tx) => writeBatch(tx, importId, full));
    }
    addTo(batch, row, { columns, known });
    if (row.row <= readTo) batch = emptyBatch();
  });
  return withTransaction(ctx, async (tx) => {
    if (batch.rows > 0) await writeBatch(tx, importId, batch);
    return finish(tx, importId);
  });
}
