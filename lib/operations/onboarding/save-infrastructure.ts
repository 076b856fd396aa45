import { isDeepStrictEqual } from "node:util";
import { RebuildDailyStats } from "@/lib/metering/metrics/jobs";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ScheduleSaved } from "./events";
import { Infrastructure, type RevisedInfrastructure, type SaveInfrastructure } from "./schemas";
import { findInfrastructureRow, selectIsZone, upsertInfrastructure } from "./store-infrastructure";

/**
 * Saves when and how much the workspace mails; it applies from the next claim on. Saving what is there already writes nothing. With the
 * `revision` that was read, a later one is not replaced: 409 `infrastructure.stale` with the current `infrastructure` and its `revision`.
 */
export async function saveInfrastructure(
  ctx: WorkspaceCtx,
  { revision, ...input }: SaveInfrastructure & { revision?: number },
): Promise<Infrastructure> {
  requirePermission(ctx, "onboarding.write");
  const infrastructure = Infrastructure.parse(input);

  return withTransaction(ctx, async (tx) => {
    const { infrastructure: before } = await findInfrastructureRow(tx);
    if (isDeepStrictEqual(before, infrastructure)) return infrastructure;
    await requireKnownZone(tx, infrastructure.time_zone);
    if (!(await upsertInfrastructure(tx, infrastructure, revision))) throw stale(await findInfrastructureRow(tx));
    const { time_zone: timeZone, daily_limit: dailyLimit, send_window } = infrastructure;
    await appendEvent(tx, ScheduleSaved, { timeZone, dailyLimit, ...send_window });
    // Until now days were those of UTC, or of another zone.
    if (timeZone !== (before?.time_zone ?? "UTC"))
      await enqueue(tx, RebuildDailyStats, { workspaceId: tx.workspaceId });
    return infrastructure;
  });
}

const stale = (current: RevisedInfrastructure): AppError =>
  new AppError(
    "conflict",
    "The sending times were changed since you opened them. Look at the current ones, then save again.",
    { code: "infrastructure.stale", details: { ...current } },
  );

/** Days are counted by the database, whose list of zones is another one than that of the browser and of Node. */
async function requireKnownZone(tx: TxCtx, timeZone: string): Promise<void> {
  if (await selectIsZone(tx, timeZone)) return;
  throw new AppError(
    "invalid",
    `The database does not know the time zone ${timeZone}. Choose one nearby, like Europe/Berlin or UTC.`,
    {
      code: "time_zone.unknown",
      details: { field: "time_zone" },
    },
  );
}
