import { setTimeout as delay } from "node:timers/promises";
import type { AdminCtx } from "@/lib/platform/ctx";
import { isTimeout } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { withoutTrace } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { selectRelations, tryIsolation, type Attempt } from "./store-isolation";

type CheckedTable = { table: string; attempts: Attempt[] };
export type IsolationReport = { ok: boolean; checked_at: string; leaks: number; tables: CheckedTable[] };

const TRIES = 5;
const PAUSE_MS = 200;

/** One short transaction a table: a long one would hold up everybody who follows the ledger. */
async function check(ctx: AdminCtx, table: string): Promise<CheckedTable | null> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const attempts = await withoutTrace(ctx, (db) => tryIsolation(db, table)).catch((error: unknown) => {
      if (isTimeout(error)) return "busy" as const;
      throw error;
    });
    if (attempts !== "busy") return attempts && { table, attempts };
    await delay(PAUSE_MS);
  }
  throw new AppError(
    "unavailable",
    `${table} is locked by somebody else, so nothing can be said about it. Try again in a minute.`,
    {
      code: "isolation.busy",
      details: { table },
    },
  );
}

/**
 * Proves isolation on the live system: a throw-away workspace and its member try to read, add, change, remove and truncate what belongs to
 * others, in every table, partition and view that the catalogue knows, and everything is rolled back. Throws 503 `isolation.busy` rather
 * than leave a table out.
 */
export async function checkIsolation(ctx: AdminCtx): Promise<IsolationReport> {
  requireAdmin(ctx);
  const tables: CheckedTable[] = [];
  for (const relation of await withoutTrace(ctx, selectRelations)) {
    const checked = await check(ctx, relation);
    if (checked) tables.push(checked);
  }
  const leaks = tables.flatMap(({ attempts }) => attempts).filter(({ outcome }) => outcome === "leaked").length;
  return { ok: leaks === 0, checked_at: ctx.now().toISOString(), leaks, tables };
}
