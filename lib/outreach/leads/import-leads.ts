import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { resolveMapping } from "./column-mapping";
import { LeadsImported } from "./events";
import { parseCsv } from "./parse-csv";
import { KEPT_ERRORS } from "./preview-csv";
import { readLeadRow, type NewLead } from "./read-lead-row";
import type { ImportLeads, LeadImport, RowError } from "./schemas";
import { joinList, callStopElsewhere, upsertLeads } from "./store";
import { addProgress, finishImport, startImport } from "./store-imports";

const BATCH_ROWS = 1_000;

type Readable = { leads: NewLead[]; repeated: number; refused: number; total: number; errors: RowError[] };

/** The name as the ledger shows it: no folders, no control characters. */
const shownName = (name: string): string =>
  name.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, "").trim().slice(0, 200) || "file.csv";

/** The rows that can go in, each person once: of several rows with one address the first counts. */
async function readFile(input: ImportLeads): Promise<Readable> {
  const table = await parseCsv(input.file.bytes);
  const { headers, rows } = table;
  const targets = resolveMapping(table, input.mapping);
  const leads = new Map<string, NewLead>();
  const errors: RowError[] = [];
  let refused = 0;
  let repeated = 0;
  for (const row of rows) {
    const read = readLeadRow(row, { headers, targets });
    if ("errors" in read) {
      refused += 1;
      if (errors.length < KEPT_ERRORS) errors.push(...read.errors);
    } else if (leads.has(read.lead.email)) repeated += 1;
    else leads.set(read.lead.email, read.lead);
  }
  return { leads: [...leads.values()], repeated, refused, total: rows.length, errors: errors.slice(0, KEPT_ERRORS) };
}

async function writeBatch(tx: TxCtx, importId: string, batch: NewLead[]): Promise<void> {
  const { imported, updated } = await upsertLeads(tx, batch);
  await callStopElsewhere(tx, batch);
  await joinList(tx, importId, batch);
  const stopped = batch.filter(({ elsewhere }) => elsewhere !== null).length;
  const held = batch.filter(({ held_for, elsewhere }) => held_for !== null && elsewhere === null).length;
  const skipped = batch.length - imported - updated;
  const going = await addProgress(tx, importId, {
    processed: batch.length,
    imported,
    updated,
    skipped,
    stopped,
    held,
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

/**
 * Imports a CSV file, one person per lower-cased email: new → imported, a cell that differs → updated, the rest skipped. An empty cell
 * leaves what is stored. People who opted out here or, as the file says, elsewhere come in and are not emailed; doubtful addresses wait for
 * a confirmation. The people of the file are a list of its name. Written 1,000 rows at a time: killed part-way, the same file again adds
 * no one twice. Throws `lead_file.*` and `lead_mapping.invalid` before anything is written.
 */
export async function importLeads(ctx: WorkspaceCtx, input: ImportLeads): Promise<LeadImport> {
  requirePermission(ctx, "leads.write");
  const { leads, repeated, refused, total, errors } = await readFile(input);
  const importId = input.import_id ?? newId();
  await withTransaction(ctx, (tx) =>
    startImport(tx, {
      importId,
      fileName: shownName(input.file.name),
      total,
      processed: refused + repeated,
      skipped: repeated,
      errors,
    }),
  );
  // The last batch commits together with its ledger line, so "done" and the line are one fact.
  const batches = Math.max(1, Math.ceil(leads.length / BATCH_ROWS));
  for (let index = 0; index < batches - 1; index += 1) {
    const batch = leads.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS);
    await withTransaction(ctx, (tx) => writeBatch(tx, importId, batch));
  }
  return withTransaction(ctx, async (tx) => {
    await writeBatch(tx, importId, leads.slice((batches - 1) * BATCH_ROWS));
    return finish(tx, importId);
  });
}
