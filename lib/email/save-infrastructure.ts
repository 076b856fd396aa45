import { isDeepStrictEqual } from "node:util";
import { appendEvent } from "@/lib/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { ScheduleSaved } from "./events";
import { Infrastructure, type SaveInfrastructure } from "./schemas";
import { findInfrastructureRow, upsertInfrastructure } from "./store-infrastructure";

/** Saves when and how much the workspace mails; it applies from the next claim on. Saving what is there already writes nothing. */
export async function saveInfrastructure(ctx: WorkspaceCtx, input: SaveInfrastructure): Promise<Infrastructure> {
  requirePermission(ctx, "onboarding.write");
  const infrastructure = Infrastructure.parse(input);

  return withTransaction(ctx, async (tx) => {
    if (isDeepStrictEqual(await findInfrastructureRow(tx), infrastructure)) return infrastructure;
    await upsertInfrastructure(tx, infrastructure);
    const { time_zone: timeZone, daily_limit: dailyLimit, send_window } = infrastructure;
    await appendEvent(tx, ScheduleSaved, { timeZone, dailyLimit, ...send_window });
    return infrastructure;
  });
}
