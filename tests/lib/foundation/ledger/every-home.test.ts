import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAsset } from "@/lib/company/assets/create-asset";
import { createProject } from "@/lib/company/projects/create-project";
import { updateProject } from "@/lib/company/projects/update-project";
import { rotateEmailIdentity } from "@/lib/company/projects/rotate-email-identity";
import { createTask } from "@/lib/company/tasks/create-task";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { saveAudience } from "@/lib/outreach/campaigns/save-audience";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { AddLead } from "@/lib/outreach/leads/schemas";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let first: Company;
let second: Company;
beforeAll(async () => {
  world = await createTestWorld();
  first = await world.company("First");
  const project = await createProject(first.founder, { name: "Second", workspace_id: first.workspaceId });
  second = { ...first, projectId: project.id };
});
afterAll(() => world.close());

type Homes = Record<string, "first" | "second" | "workspace">;

/** Where the lines of some work went, by their type. */
async function homesAfter(work: () => Promise<unknown>): Promise<Homes> {
  const { rows: before } = await world.admin.query<{ id: string }>(
    "select coalesce(max(id), 0) as id from project_events",
  );
  await work();
  const { rows } = await world.admin.query<{ event_type: string; project_id: string | null }>(
    "select event_type, project_id from project_events where id > $1 order by id",
    [before[0]?.id],
  );
  const named = { [first.projectId]: "first", [second.projectId]: "second" } as const;
  return Object.fromEntries(
    rows.map(({ event_type, project_id }) => [
      event_type,
      project_id === null ? "workspace" : (named[project_id] ?? "first"),
    ]),
  ) as Homes;
}

test("each line about a campaign goes to the company of its group", async () => {
  const { owner } = first;
  const campaignOf = async ({ projectId }: Company): Promise<string> =>
    (await createCampaign(owner, { name: randomUUID(), project_id: projectId })).id;
  const work = (company: Company) => async (): Promise<void> => {
    const campaignId = await campaignOf(company);
    await updateCampaign(owner, { campaignId, daily_limit: 20 });
    await saveAudience(owner, { campaignId, ...SaveAudience.parse({}) });
    await archiveCampaign(owner, { campaignId });
  };
  const lines = ["campaign.created", "campaign.updated", "campaign.audience_saved", "campaign.archived"];
  expect(await homesAfter(work(second))).toEqual(Object.fromEntries(lines.map((line) => [line, "second"])));
  expect(await homesAfter(work(first))).toEqual(Object.fromEntries(lines.map((line) => [line, "first"])));
});

test("each line about a company's own things goes to that company", async () => {
  const { owner, projectId } = second;
  const homes = await homesAfter(async () => {
    await updateProject(owner, { projectId, idea: "Something else" });
    await rotateEmailIdentity(owner, { projectId });
    await allowFallback(owner, { projectId, provider: "vercel", allowed: false });
    await createAsset(owner, { projectId, name: "a.png", content_type: "image/png", size_bytes: 10 });
    await createTask(owner, { projectId, title: "Write the page", description: "" });
    await approved(second, createLab());
  });
  expect(Object.keys(homes)).toEqual(expect.arrayContaining(["approval.requested", "asset.upload_requested"]));
  expect(new Set(Object.values(homes))).toEqual(new Set(["second"]));
});

test("a line that cannot be told belongs to the workspace, not silently to its first company, and is listed as such", async () => {
  const { owner, projectId } = first;
  const homes = await homesAfter(async () => {
    await inviteMember(owner, { email: "new@example.com", role: "member" });
    await createKey(owner, { name: "Script", scopes: ["leads.read"], expires_in_days: 30 });
    await addSuppression(owner, { email: "lena@example.com" });
    await addLead(owner, AddLead.parse({ email: "otto@example.com" }));
    await createCampaign(owner, { name: randomUUID() });
  });
  expect(Object.keys(homes)).toEqual(
    expect.arrayContaining(["workspace.member_invited", "suppression.added", "campaign.created"]),
  );
  expect(new Set(Object.values(homes))).toEqual(new Set(["workspace"]));
  const [ofWorkspace, ofCompany] = await Promise.all(
    (["workspace", "company"] as const).map(async (scope) =>
      (await listEvents(owner, { projectId, scope, limit: 200 })).data.map(({ type }) => type),
    ),
  );
  expect(ofWorkspace).toEqual(expect.arrayContaining(Object.keys(homes)));
  expect(ofCompany).not.toContain("workspace.member_invited");
});

test("of a workspace with one company everything belongs to that one, and a stranger's company is none", async () => {
  const only = await world.company();
  await addSuppression(only.owner, { email: "x@example.com" });
  const { rows } = await world.admin.query("select distinct project_id from project_events where workspace_id = $1", [
    only.workspaceId,
  ]);
  expect(rows).toEqual([{ project_id: only.projectId }]);
  const theirs = { name: randomUUID(), project_id: second.projectId };
  await expect(createCampaign(only.owner, theirs)).rejects.toMatchObject({ code: "project.not_found" });
});
