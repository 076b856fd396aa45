import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { countLeads } from "@/lib/outreach/leads/count-leads";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Database } from "./database";
import { ms, timed, type Row } from "./figures";
import { asJob, newWorkspace } from "./founder";

const PARTITIONS = 3_000;
/** From the sixth time on Postgres may keep a plan. */
const TIMES = 8;
const LIMIT_MS = 2_000;

/** Every company of an installation has a partition of its own; what founders and workflows do in one must not depend on the others' number. */
export async function benchPartitions({ admin }: Database): Promise<{ row: Row; verbsMs: Record<string, number> }> {
  for (let number = 0; number < PARTITIONS; number += 1) {
    // Statements of their own: one transaction would need the locks of all of them.
    await admin.query(
      `with made as (insert into workspaces (name, slug) values ($1, $1) returning id)
       select id from made`,
      [`partition-${number}`],
    );
    await admin.query("select genesis.create_leads_partition(id) from workspaces where slug = $1", [
      `partition-${number}`,
    ]);
  }
  const owner = await newWorkspace();
  await createLeadsPartition(asJob(owner));
  const { id: campaignId } = await createCampaign(owner, { name: "First" });
  const verbsMs: Record<string, number> = {};
  for (let times = 0; times < TIMES; times += 1) {
    for (const [name, act] of Object.entries(verbs(owner, campaignId, times))) {
      verbsMs[name] = Math.max(verbsMs[name] ?? 0, await timed(act));
    }
  }
  const [slowest = ["", Number.NaN]] = Object.entries(verbsMs).toSorted(([, a], [, b]) => b - a);
  const row: Row = {
    name: `Acts on leads beside ${PARTITIONS} partitions (slowest of ${TIMES} times each)`,
    measured: ms(slowest[1]),
    compared: slowest[0],
    ratio: null,
    limit: `< ${LIMIT_MS} ms, none fails`,
    ok: slowest[1] < LIMIT_MS,
  };
  return { row, verbsMs };
}

function verbs(owner: WorkspaceCtx, campaignId: string, times: number): Record<string, () => Promise<unknown>> {
  const engine = asJob(owner);
  const request = { campaign_id: campaignId, limit: 10 };
  let leadId = "";
  return {
    add: async () => void ({ id: leadId } = await addLead(owner, { email: `one-${times}@example.net` })),
    import: () =>
      importLeads(owner, { file: { name: "leads.csv", bytes: Buffer.from(`email\ntwo-${times}@example.net\n`) } }),
    list: () => listLeads(owner, { limit: 50 }),
    count: () => countLeads(owner),
    get: () => getLead(owner, { leadId }),
    forecast: () => forecastCampaign(owner, { campaignId }),
    prepare: () => listLeadsToPrepare(engine, request),
    claim: () => claimDueEmails(engine, { ...request, step: 1, confirms: true }),
    erase: () => eraseLead(owner, { leadId, do_not_contact: true }),
  };
}
