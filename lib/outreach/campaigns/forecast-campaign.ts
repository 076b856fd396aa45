import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { explainStep } from "@/lib/outreach/sequence/explain-step";
import { listDueDays } from "@/lib/outreach/sequence/list-due-days";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { gateWords } from "./gate-words";
import { runWords } from "./run-words";
import type { CampaignRef, Forecast } from "./schemas";
import { getCampaignRow } from "./store";
import { callCampaignGates } from "./store-why-not";

const STEPS = [1, 2, 3];
const DAYS = 7;

/**
 * The next emails of a campaign: for each step how many emails are due, all that keeps it from being sent, and for each email that waits the
 * reason and the time; and how many leave on each of the next 7 days. 404 `campaign.not_found`.
 */
export async function forecastCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Forecast> {
  requirePermission(ctx, "campaigns.read");

  return withReadTransaction(ctx, async (tx) => {
    await getCampaignRow(tx, campaignId);
    const timeZone = await findTimeZone(tx);
    const steps = [];
    for (const step of STEPS) steps.push(await forecastStep(tx, { campaignId, step, timeZone }));
    const times = steps.flatMap(({ next_due_at }) => (next_due_at === null ? [] : [next_due_at])).toSorted();
    const days = await listDueDays(tx, { campaignId, days: DAYS });
    return { time_zone: timeZone, next_due_at: times[0] ?? null, steps, days };
  });
}

async function forecastStep(
  tx: TxCtx,
  { timeZone, ...of }: { campaignId: string; step: number; timeZone: string },
): Promise<Forecast["steps"][number]> {
  const { due, sendable: sending, reasons, nextDueAt } = await explainStep(tx, of);
  const clock = { timeZone, now: tx.now() };
  const message = runWords({ due, sending, reasons, ...clock });
  const closed = await callCampaignGates(tx, of);
  const gates = closed.map((gate) => ({ ...gate, message: gateWords(gate, clock) }));
  return { step: of.step, gates, due, sending, reasons, next_due_at: nextDueAt, message };
}
