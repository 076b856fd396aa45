import { ZodError } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { recordEvents } from "@/lib/metering/events/record-events";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { previewAudience } from "@/lib/outreach/campaigns/preview-audience";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { tagLeads } from "@/lib/outreach/leads/tag-leads";
import { updateLead } from "@/lib/outreach/leads/update-lead";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { listLeadsToResearch } from "@/lib/outreach/sequence/list-leads-to-research";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getPool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { anEvent } from "../lib/metering/events/event-factory";
import { csvFile } from "../lib/outreach/leads/csv-file";
import { createEngineWorld, type EngineWorld, type Sender } from "../lib/outreach/sequence/engine-world";
import { lockingDatabase } from "./locking-database";
import { newThings, type Things } from "./read-things";
import { everyStoreRead } from "./store-functions";
import { ARGUMENTS } from "./store-read-arguments";

/** Enough that one statement without a workspace is seen. */
const COMPANIES = 8;

const reads = await everyStoreRead();

let world: EngineWorld;
let sender: Sender;
let things: Things;
beforeAll(async () => {
  world = await createEngineWorld();
  for (let number = 0; number < COMPANIES; number += 1) {
    sender = await world.sender();
    await sender.drafted();
    await createLeadsPartition(sender.company.job);
  }
  things = newThings(sender.company.projectId);
});
afterAll(() => world.close());

type Callers = { owner: WorkspaceCtx; engine: WorkspaceCtx };

/** The statements of one act that touched the leads of more than one company. */
async function touching(act: (on: Callers) => Promise<unknown>): Promise<string[]> {
  const { db, take } = lockingDatabase(getPool());
  await act({ owner: { ...sender.company.owner, db }, engine: { ...sender.engine, db } });
  return take().flatMap(({ text, partitions }) => (partitions > 1 ? [`${partitions} partitions: ${text}`] : []));
}
test("a statement without a workspace is seen", async () => {
  const { db, take } = lockingDatabase(getPool());
  await db.transaction().execute((tx) => tx.selectFrom("genesis.leads").select("id").limit(1).execute());
  expect(take().map(({ partitions }) => partitions)).toEqual([COMPANIES + 1]);
});

test("every function that names the leads, or a view of them, is planned with its arguments at each call", async () => {
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, p.proname) as name
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
     where n.nspname in ('public', 'genesis', 'private') and p.prosrc ~ '(genesis\\.|private\\.mailable_|private\\.addressable_)leads\\M'
       and (l.lanname <> 'plpgsql' or not coalesce(p.proconfig, '{}') @> '{plan_cache_mode=force_custom_plan}')`,
  );
  expect(rows).toEqual([]);
});

describe("touches the leads of one company alone", () => {
  test.each([...reads.keys()])("%s", async (name) => {
    const found = await touching(({ owner }) =>
      withTransaction(owner, async (tx) => {
        await reads
          .get(name)?.(tx, ...(ARGUMENTS[name]?.(things) ?? []))
          .catch((error: unknown) => {
            if (!(error instanceof AppError || error instanceof ZodError)) throw error;
          });
      }),
    );
    expect(found).toEqual([]);
  });

  // Seven times: from the sixth on Postgres may keep the plan of a statement inside a function.
  test("a campaign's emails, from a draft to an outcome, seven times", async () => {
    for (let times = 0; times < 7; times += 1) {
      const { email } = await sender.drafted();
      const found = await touching(async ({ engine }) => {
        const campaign = { campaign_id: sender.campaignId, limit: 10 };
        await listLeadsToPrepare(engine, campaign);
        await listLeadsToResearch(engine, campaign);
        const { claims } = await claimDueEmails(engine, { ...campaign, step: 1, confirms: true });
        for (const { claim_id: claimId } of claims) {
          await confirmClaim(engine, { claimId });
          await recordOutcome(engine, { claimId, status: times % 2 === 0 ? "sent" : "bounced" });
        }
        await recordEvents(engine, [anEvent({ contact_email: email, event_type: "replied" })]);
      });
      expect(found).toEqual([]);
    }
  });

  test("the acts of a founder, seven times", async () => {
    for (let times = 0; times < 7; times += 1) {
      const found = await touching(async ({ owner }) => {
        const { campaignId } = sender;
        const { id: leadId } = await addLead(owner, { email: `one-${times}@example.net` });
        await importLeads(owner, { file: csvFile(`email,company\ntwo-${times}@example.net,Acme\n`) });
        await updateLead(owner, { leadId, company: "Acme" });
        await tagLeads(owner, { leadIds: [leadId], tag: "warm", added: true });
        await listLeads(owner, { limit: 50, q: "acme" });
        await getLead(owner, { leadId });
        await explainLead(owner, { leadId });
        await forecastCampaign(owner, { campaignId });
        await previewAudience(owner, SaveAudience.parse({ company: "Acme", not_contacted_days: 5 }));
        await addSuppression(owner, { email: `two-${times}@example.net` });
        await getDashboardAggregate(owner, { start: "2026-11-01", end: "2026-11-30" });
        await eraseLead(owner, { leadId, do_not_contact: true });
      });
      expect(found).toEqual([]);
    }
  });
});
