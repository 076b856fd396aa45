import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WEBHOOK_PERMISSIONS } from "@/lib/foundation/credentials/authenticate-webhook";
import { assertIsNotOhio, assertIsOhio, getLeadsTable } from "@/lib/foundation/access/legacy-workspace";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AddLead } from "@/lib/outreach/leads/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const LEGACY = "0b1e6d2c-5f0a-4f57-9f39-9a3c6f1e0d11";
const ID = "3b0a4c7e-0d52-4b7a-8f0a-6f5f0e8a2b10";
const FILE = { name: "people.csv", bytes: Buffer.from("email\nx@example.com") };
let world: TestWorld;
let other: Company;
/** The legacy workspace's owner, and what acts in it besides people. */
let owner: WorkspaceCtx;
let machine: WorkspaceCtx;
let job: Company["job"];

beforeAll(async () => {
  world = await createTestWorld({ OHIO_WORKSPACE_ID: LEGACY });
  other = await world.company();
  await world.admin.query("insert into workspaces (id, name, slug) values ($1, 'Legacy', 'legacy')", [LEGACY]);
  owner = { ...other.owner, workspaceId: LEGACY };
  machine = { ...owner, actor: { type: "webhook", tokenId: ID, permissions: WEBHOOK_PERMISSIONS } };
  job = { ...other.job, workspaceId: LEGACY };
});
afterAll(() => world.close());

describe("a door of the legacy workspace that writes leads, or launches, is closed", () => {
  test.each([
    ["adding a lead", () => addLead(owner, AddLead.parse({ email: "x@example.com" }))],
    ["importing a file", () => importLeads(owner, { file: FILE })],
    ["a partition of its own", () => createLeadsPartition(job)],
    ["a campaign", () => createCampaign(owner, { name: "Spring" })],
    ["activating one", () => activateCampaign(owner, { campaignId: ID })],
    ["a launch", () => launchIgnition(owner, { workspace_id: LEGACY })],
    ["the job of a launch", () => runIgnition(job, { attempt: 1 })],
    ["claims of a workflow", () => claimDueEmails(machine, { campaign_id: ID, step: 1, limit: 1, confirms: true })],
    ["drafts of a workflow", () => saveDrafts(machine, { campaign_id: ID, lead_id: ID, source: "a model" })],
  ])("%s", async (_door, act) => {
    await expect(act()).rejects.toMatchObject({ code: "workspace.legacy", kind: "conflict" });
  });

  test("and nothing of it is in our tables", async () => {
    const { rows } = await world.admin.query("select from genesis.leads where workspace_id = $1", [LEGACY]);
    expect(rows).toHaveLength(0);
  });
});

test("each workspace knows its own table", () => {
  expect([getLeadsTable(LEGACY), getLeadsTable(other.workspaceId)]).toEqual(["leads_ohio", "genesis.leads"]);
  expect(() => assertIsNotOhio(other.workspaceId, "x")).not.toThrow();
  expect(() => assertIsOhio(LEGACY, "x")).not.toThrow();
});
