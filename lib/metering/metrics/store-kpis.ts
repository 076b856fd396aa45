import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

export type DailyKpi = { day: string; name: string; currency: string; events: number; amountCents: number };

/** A company's counts for each day of a range, both ends included. */
export async function selectDailyKpis(
  tx: TxCtx,
  range: { projectId: string; start: string; end: string; names: readonly string[] },
): Promise<DailyKpi[]> {
  const { rows } = await sql<DailyKpi>`
    select day, name, currency, events, amount_cents as "amountCents"
    from project_daily_kpis
    where workspace_id = ${tx.workspaceId} and project_id = ${range.projectId}
      and day between ${range.start}::date and ${range.end}::date and name = any (${range.names}::text[])
    order by day`.execute(tx.db);
  return rows;
}
