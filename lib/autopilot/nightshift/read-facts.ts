import { getGoal } from "@/lib/autopilot/plan/get-goal";
import { getPlan } from "@/lib/autopilot/plan/get-plan";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { getBudget } from "@/lib/metering/spending/get-budget";
import { dayIn } from "@/lib/metering/metrics/days";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { CampaignFacts, Facts } from "./facts";
import { planFactsOf } from "./plan-facts";
import {
  selectAccounts,
  selectBusiness,
  selectCampaignNumbers,
  selectLinesAbout,
  selectNewestLine,
  selectPeopleLeft,
  selectWaiting,
  selectWork,
} from "./store-facts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** More people than any pace uses up in the days that matter. */
const MOST_PEOPLE = 5_000;

/** Everything that the rules of the night shift know about a company, read at one position of its ledger. */
export async function readFacts(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Facts> {
  requirePermission(ctx, "nightshift.read");
  return withReadTransaction(ctx, async (tx) => {
    const position = await selectNewestLine(tx, projectId);
    const hour = new Date(Math.floor(tx.now().getTime() / HOUR_MS) * HOUR_MS);
    const at = hour.toISOString();
    const timeZone = await findTimeZone(tx);
    const day = dayIn(timeZone, hour);
    const since = new Date(hour.getTime() - 30 * DAY_MS).toISOString();
    const work = await selectWork(tx, { projectId, since });
    const waiting = await selectWaiting(tx, { projectId, since });
    const campaigns = await readCampaigns(tx, { projectId, day });
    const budget = await getBudget(tx);
    const { data: recurring } = await listRecurring(tx, { projectId });
    const known = {
      at,
      day,
      timeZone,
      position,
      ...work,
      waiting,
      campaigns,
      peopleLeft: await selectPeopleLeft(tx, MOST_PEOPLE),
      accounts: await selectAccounts(tx),
      kpis: await getKpis(tx, { projectId }),
      ...(await selectBusiness(tx, { projectId, now: tx.now().toISOString() })),
      budget: { limitUsd: budget.limit, spentUsd: budget.current_spend + budget.reserved },
      recurring: recurring.map(({ id, title, failures }) => ({ id, title, failures })),
      plan: planFactsOf(await getPlan(tx, { projectId }), await getGoal(tx, { projectId })),
    };
    return { ...known, lines: await readLines(tx, projectId, known) };
  });
}

async function readCampaigns(tx: TxCtx, of: { projectId: string; day: string }): Promise<CampaignFacts[]> {
  const campaigns: CampaignFacts[] = [];
  for (const row of await selectCampaignNumbers(tx, of)) {
    const steps = row.sendsLately === 0 ? (await forecastCampaign(tx, { campaignId: row.id })).steps : [];
    // A gate that ends by itself is the usual pace, and no cause.
    const cause = steps.flatMap(({ gates }) => gates).find(({ until }) => until === null);
    campaigns.push({ ...row, gate: cause?.message ?? null });
  }
  return campaigns;
}

async function readLines(
  tx: TxCtx,
  projectId: string,
  facts: Pick<Facts, "approvals" | "unsettled" | "contradicted" | "verified" | "campaigns" | "position">,
): Promise<Facts["lines"]> {
  const ids = [
    ...facts.approvals.map(({ id }) => id),
    ...facts.unsettled.map(({ id }) => id),
    ...facts.contradicted.map(({ id, approvalId }) => approvalId ?? id),
    ...facts.verified.map(({ id }) => id),
  ];
  const lines: Record<string, number[]> = {};
  for (const { line, id } of await selectLinesAbout(tx, { projectId, ids, position: facts.position }))
    (lines[id] ??= []).push(line);
  return lines;
}
