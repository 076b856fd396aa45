import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { archiveWorkflows } from "@/lib/operations/ignition/archive-workflows";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

const DAY_MS = 86_400_000;

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const key = (template: string): string => `campaign:${campaignId}:${template}`;
const workflows = () => world.sidecar.instance(company.workspaceId).workflows;
const where = (place: (one: ReturnType<typeof workflows>[number]) => boolean): string[] =>
  workflows()
    .filter(place)
    .map(({ key: of }) => of.split(":").at(-1) ?? "")
    .toSorted();
const putAway = (): string[] => where(({ archived }) => archived ?? false);
const published = (): string[] => where(({ active }) => active);
const states = async () => (await getCampaign(company.owner, { campaignId })).workflows.map(({ state }) => state);
/** The campaign's job, so many days from now. */
const sync = (days = 0): Promise<void> =>
  syncCampaign({ ...company.job, now: () => new Date(Date.now() + days * DAY_MS) }, { campaignId });
const sent = (daysAgo: number) =>
  world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select workspace_id, $2, id, 1, email, 'Hello', 'Hello', 'test', 'sent', now() - make_interval(days => $3)
     from genesis.leads where workspace_id = $1 limit 1`,
    [company.workspaceId, campaignId, daysAgo],
  );

const SENDING = ["email_1", "email_2", "email_3", "email_preparation", "research_report"];
const LISTENING = ["opt_out", "reply_tracker"];

test("the sending workflows are put away in n8n at once, the hearing ones thirty days after the last email, and all are deleted later", async () => {
  await sent(10);
  await archiveCampaign(company.owner, { campaignId });
  await sync();
  expect([putAway(), published()]).toEqual([SENDING, LISTENING]);
  expect((await states()).filter((state) => state === "archived")).toHaveLength(5);
  await sync(21);
  expect([putAway(), published()]).toEqual([[...SENDING, ...LISTENING].toSorted(), []]);
  await sync(29);
  expect(workflows()).toHaveLength(7);
  await sync(31);
  expect(workflows()).toEqual([]);
  expect(await states()).toEqual([]);
  const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(lines.filter((line) => line === "campaign.workflows_removed")).toHaveLength(1);
  await sync(32);
  expect(workflows()).toEqual([]);
});

test("cut off at any call, the next run ends with the same: seven put away and none twice", async () => {
  await archiveCampaign(company.owner, { campaignId });
  for (const [action, after] of [
    ["DEACTIVATE_WORKFLOW", 2],
    ["ARCHIVE_WORKFLOW", 0],
    ["ARCHIVE_WORKFLOW", 3],
    ["LIST_WORKFLOWS", 0],
  ] as const) {
    world.sidecar.misbehave(company.workspaceId, action, "trouble", { times: 1, after });
    await expect(sync()).rejects.toMatchObject({ retryable: true });
  }
  await sync();
  expect(putAway()).toHaveLength(7);
  expect(workflows()).toHaveLength(7);
  expect(await states()).toEqual(Array<string>(7).fill("archived"));
});

test("a paused campaign puts nothing away: both that hear stay published, and the others stay as they are", async () => {
  await pauseCampaign(company.owner, { campaignId });
  await sync();
  expect([putAway(), published()]).toEqual([[], LISTENING]);
});

test("a campaign that is deleted after it was archived leaves nothing in n8n, not even what was put away", async () => {
  await archiveCampaign(company.owner, { campaignId });
  await sync();
  expect(putAway()).toHaveLength(7);
  await deleteCampaign(company.owner, { campaignId });
  await sync();
  expect(workflows()).toEqual([]);
});

test("one that a person had put away already counts, and one that is missing in n8n does not stop the others", async () => {
  world.sidecar.change(company.workspaceId, key("email_1"), { archived: true, active: false });
  world.sidecar.forget(company.workspaceId, { workflow: key("email_2") });
  await archiveCampaign(company.owner, { campaignId });
  await sync();
  expect(putAway()).toHaveLength(6);
  expect(await states()).toEqual(Array<string>(7).fill("archived"));
});

test("a viewer may not", async () => {
  const asViewer = { ...company.viewer, signal: company.job.signal };
  await expect(archiveWorkflows(asViewer, { campaignId, keep: [] })).rejects.toMatchObject({ kind: "forbidden" });
});
