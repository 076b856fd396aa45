import { setTimeout } from "node:timers/promises";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { decrypt, encrypt } from "./cipher";
import { keyring, type Purpose } from "./keyring";
import { countByKey, lockSealedRows, replaceSealedRows, type SealedColumn, type SealedRow } from "./store-sealed";

export type Resealing = SealedColumn & {
  purpose: Purpose;
  /** Taken before any row: what keeps the table's other writers from putting an older value back. */
  lock?: (tx: ServiceTx) => Promise<void>;
};

/** The result for one column. `rows` counts what is stored now by the id of its key. */
export type ResealReport = {
  table: string;
  column: string;
  purpose: Purpose;
  resealed: number;
  /** Under a configured key, but damaged. */
  unreadable: number;
  rows: Record<string, number>;
};

export type ResealProgress = (of: { table: string; done: number; total: number }) => void;

const BATCH = 200;
/** A row that is being written is looked at again after the others, this often. */
const PASSES = 20;
const BETWEEN_PASSES_MS = 250;

/**
 * Seals every value under the current key again that is under a previous one, in batches that commit one by one: what a killed run
 * finished is finished. Never waits for the application, and never overwrites what it wrote meanwhile.
 */
export async function resealColumn(
  ctx: SystemCtx,
  of: Resealing,
  onProgress: ResealProgress = () => undefined,
): Promise<ResealReport> {
  const { table, column, purpose } = of;
  const previous = keyring(purpose)
    .slice(1)
    .map(({ id }) => id);
  const count = (): Promise<Record<string, number>> => withServiceTransaction(ctx, (tx) => countByKey(tx, of));
  const waitingIn = (rows: Record<string, number>): number => previous.reduce((sum, id) => sum + (rows[id] ?? 0), 0);

  let rows = await count();
  const total = waitingIn(rows);
  let resealed = 0;
  let unreadable = 0;
  for (let pass = 0; pass < PASSES && waitingIn(rows) > unreadable; pass++) {
    if (pass > 0) await setTimeout(BETWEEN_PASSES_MS);
    unreadable = 0;
    for await (const batch of batches(ctx, of, previous)) {
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      onProgress({ table, done: resealed, total });
    }
    rows = await count();
  }
  return { table, column, purpose, resealed, unreadable, rows };
}

type Batch = { resealed: number; unreadable: number };

async function* batches(ctx: SystemCtx, of: Resealing, keyIds: readonly string[]): AsyncGenerator<Batch> {
  let after: readonly string[] | null = null;
  for (;;) {
    const from: readonly string[] | null = after;
    const batch = await withServiceTransaction(ctx, async (tx) => {
      await of.lock?.(tx);
      const rows = await lockSealedRows(tx, of, { keyIds, after: from, limit: BATCH });
      const fresh = rows.flatMap((row) => reseal(row, of.purpose) ?? []);
      const resealed = fresh.length > 0 ? await replaceSealedRows(tx, of, fresh) : 0;
      return { resealed, unreadable: rows.length - fresh.length, last: rows.at(-1)?.key ?? null };
    });
    if (batch.last === null) return;
    after = batch.last;
    yield batch;
  }
}

/** Null when a byte of it was changed: it stays as it is, and the others go on. */
function reseal(row: SealedRow, purpose: Purpose): (SealedRow & { fresh: string }) | null {
  let plain: string;
  try {
    plain = decrypt(row.workspaceId, row.sealed, purpose);
  } catch {
    return null;
  }
  return { ...row, fresh: encrypt(row.workspaceId, plain, purpose) };
}
