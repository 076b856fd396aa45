import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { getPool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "../lib/outreach/leads/leads-world";
import { explainedDatabase, type Explained, type Scan } from "./explained-database";
import { fillTable } from "./fill-every-table";
import { seedEveryTable } from "./seed-every-table";
import { everyStoreRead, type StoreFunction } from "./store-functions";
import { newThings, type Things } from "./read-things";
import { ARGUMENTS, valuesOf } from "./store-read-arguments";

/** Rows of each table and workspace. */
const MANY = 1_000;
/** The rows that a read may visit beyond its answer: a page of a list, the rows of one key. */
const FEW = 200;

const reads = await everyStoreRead();
const names = [...reads.keys()];

let world: LeadsWorld;
let mine: Workspace;
let things: Things;
const one: string[] = [];

beforeAll(async () => {
  world = await createLeadsWorld();
  const { rows } = await world.admin.query<{ name: string; leaf: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const tables = rows.map(({ name }) => name);
  for (const slug of ["theirs", "mine"]) {
    mine = await world.workspace(slug);
    things = newThings(mine.projectId);
    await createLeadsPartition(world.ctx(mine));
    await seedEveryTable(world.admin, mine, tables, valuesOf(things));
    await world.admin.query("set session_replication_role = replica");
    for (const table of tables)
      if (table !== "public.workspaces" && (await fillTable(world.admin, table, mine, MANY)) === 1) one.push(table);
    await world.admin.query("set session_replication_role = origin");
  }
  await world.admin.query("analyze");
});
afterAll(() => world.close());

/** Reads that look at every row of the workspace in a table, each with the reason why it may. */
const READS_ALL: Record<string, string> = {
  "lib/operations/governance/store-evidence.ts selectStopped": "asked when a freeze is proven",
  "lib/operations/watchdog/store-facts.ts selectCampaignFacts": "a check compares every campaign of its workspace",
  "lib/metering/spending/store-costs.ts sumLeadCosts": "sums the calls about one lead, which an index of theirs finds",
  "lib/operations/watchdog/store.ts countHealings": "asked when something is to be repaired, of one hour",
  "lib/operations/ignition/store.ts selectUndoErrors": "a launch has tens of operations",
  "lib/autopilot/context/store-refs.ts selectRefs": "looks at the references of one reply, each a range of ids",
  "lib/autopilot/memory/store-lists.ts countMemories": "counts what a company remembers, at most 200 of it active",
  "lib/autopilot/nightshift/store-facts.ts selectHasNews": "asked once a night",
  "lib/autopilot/nightshift/store-recommendations.ts selectDue": "asked once a day",
  "lib/autopilot/plan/store.ts selectGenerations": "a company has four packets",
  "lib/autopilot/plan/store.ts selectChecks": "a company has six launch items",
  "lib/autopilot/context/store.ts selectFacts": "folds the newest 1,000 lines of the ledger, and sums days",
  "lib/autopilot/nightshift/store-facts.ts selectWork": "asked once a night",
  "lib/autopilot/nightshift/store-facts.ts selectWaiting": "asked once a night",
  "lib/autopilot/nightshift/store-facts.ts selectCampaignNumbers": "asked once a night",
  "lib/autopilot/nightshift/store-facts.ts selectPeopleLeft": "counts up to a limit, once a night",
  "lib/autopilot/nightshift/store-facts.ts selectBusiness": "asked once a night",
  "lib/autopilot/nightshift/store-facts.ts selectLinesAbout": "asked once a night",
  "lib/autopilot/nightshift/store-runs.ts countNights": "a company has a night a day",
  "lib/autopilot/nightshift/store-runs.ts findLastEmailed": "a company has a night a day",
  "lib/autopilot/nightshift/store-recommendations.ts selectScored":
    "the track record of a company, of its newest 1,000",
  "lib/autopilot/nightshift/store-recommendations.ts countDecisions": "counts the newest 500 of a company",
  "lib/autopilot/nightshift/store-recommendations.ts selectRefused": "answers the keys of 90 days",
  "lib/autopilot/nightshift/store-recommendations.ts selectPursued": "answers the keys of a week",
  "lib/autopilot/nightshift/store-recommendations.ts selectOfRun": "a night has at most seven",
  "lib/autopilot/nightshift/store-recommendations.ts selectEmailed": "a night has at most seven",
  "lib/company/integrations/store.ts selectIntegrations": "answers all integrations of a company",
  "lib/company/integrations/store-states.ts selectStates": "answers the four providers of a company",
  "lib/operations/runtimes/store-secrets.ts selectSecrets": "answers the three secrets of a company",
  "lib/company/receipts/store.ts selectRatios": "counts the verdicts of a company by kind of action",
  "lib/foundation/ledger/store.ts selectLinked": "answers the lines about one proposal, which are tens",
  "lib/foundation/credentials/store-keys.ts countOpenKeys": "asked when a workspace is frozen, once",
  "lib/foundation/credentials/store-webhook-tokens.ts countOpenTokens": "asked when a workspace is frozen, once",
  "lib/foundation/notifications/store.ts countUnread": "counts them, from the index alone",
  "lib/foundation/members/store-invites.ts countMailing": "counts a workspace's invitations",
  "lib/foundation/members/store-members.ts selectMembers": "answers all members of a workspace",
  "lib/foundation/members/store-addresses.ts selectMemberAddresses": "answers all addresses of members of a workspace",
  "lib/foundation/members/store-members.ts isMemberByEmail": "a workspace has tens of members",
  "lib/foundation/members/store-members.ts countOwners": "a workspace has tens of members",
  "lib/metering/metrics/store.ts selectNumbers": "the dashboard lists every campaign",
  "lib/operations/sandbox/store.ts countRunsSince": "counts the runs of an hour, of which there are ten at most",
  "lib/operations/governance/store-evidence.ts selectHandedOver": "asked when a workspace is frozen, once",
  "lib/operations/governance/store-evidence.ts selectKnownWorkflows": "answers the workflows of every campaign",
  "lib/operations/governance/store-evidence.ts countHeldJobs": "counts them",
  "lib/operations/governance/store.ts findFreeze": "a workspace is frozen a few times",
  "lib/outreach/mailbox/store-account-checks.ts selectAccountTests": "a workspace has one account of each protocol",
  "lib/outreach/mailbox/store-reading.ts selectReplyRows": "answers the mailboxes of a workspace, at most 20",
  "lib/outreach/mailbox/store-mail-account.ts selectMailboxNumbers": "answers the mailboxes of a workspace, at most 20",
  "lib/outreach/campaigns/store.ts selectActive": "asked when sending is stopped for all of them, once",
  "lib/outreach/drafts/store-unwritten.ts selectUnwrittenLeads": "the table holds only leads whose text failed",
  "lib/outreach/drafts/store-unwritten.ts countUnwrittenLeads": "counts them",
  "lib/outreach/campaigns/store.ts selectGroups": "answers all groups of a workspace",
  "lib/outreach/sequence/store-sequence.ts countSequenceEmails": "counts the emails of a campaign",
  "lib/outreach/leads/store-count.ts countLeadRows": "counts them",
  "lib/outreach/leads/store-leads.ts countMatching": "counts them",
  "lib/outreach/leads/store-legacy.ts countLegacyLeads": "counts them",
  "lib/outreach/leads/store-lead.ts selectTags": "answers the tags of all leads",
};

async function explain(name: string): Promise<Explained[]> {
  const read = reads.get(name) as StoreFunction;
  const { db, take } = explainedDatabase(getPool());
  await withTransaction({ ...world.ctx(mine), db }, async (tx) => {
    await read(tx, ...(ARGUMENTS[name]?.(things) ?? [])).catch((error: unknown) => {
      if (!(error instanceof AppError || error instanceof ZodError)) throw error;
    });
  });
  return take();
}

const readsMany = async (name: string): Promise<Scan[]> =>
  (await explain(name)).flatMap(({ scans }) => scans.filter(({ read }) => read > FEW));

describe("as a tenant among many rows", () => {
  test("every table has many rows of each workspace, but those that hold one a workspace", () => {
    expect([...new Set(one)]).toEqual([
      "genesis.address_salts",
      "genesis.brand_profiles",
      "genesis.email_provider_config",
      "genesis.ignition_state",
      "genesis.infrastructure_config",
      "genesis.machines",
      "genesis.mailbox_pacing",
      "genesis.onboarding_progress",
      "genesis.partition_registry",
      "genesis.tracking_domains",
      "public.company_deletions",
      "public.subscriptions",
    ]);
  });

  test.each(names.filter((name) => !(name in READS_ALL)))("%s reads the rows it answers by an index", async (name) => {
    expect(await readsMany(name)).toEqual([]);
  });

  test("a reason is given for reads that exist", () => {
    expect(Object.keys(READS_ALL).filter((name) => !reads.has(name))).toEqual([]);
  });
});
