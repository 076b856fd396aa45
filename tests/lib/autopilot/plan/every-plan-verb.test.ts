import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptPacket } from "@/lib/autopilot/plan/accept-packet";
import { checkLaunch } from "@/lib/autopilot/plan/check-launch";
import { draftCampaign } from "@/lib/autopilot/plan/draft-campaign";
import { editPacket } from "@/lib/autopilot/plan/edit-packet";
import { evaluateHypotheses } from "@/lib/autopilot/plan/evaluate-hypotheses";
import { generatePacket } from "@/lib/autopilot/plan/generate-packet";
import { getGoal } from "@/lib/autopilot/plan/get-goal";
import { getPlan } from "@/lib/autopilot/plan/get-plan";
import { recordDraft } from "@/lib/autopilot/plan/record-draft";
import { requestPacket } from "@/lib/autopilot/plan/request-packet";
import { requirePacket } from "@/lib/autopilot/plan/require-packet";
import type { Packet } from "@/lib/autopilot/plan/schemas";
import { updateProject } from "@/lib/company/projects/update-project";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await updateProject(company.owner, { projectId: company.projectId, idea: IDEA });
});
afterAll(() => world.close());

const IDEA =
  "A booking tool for dental clinics in Denmark that lose patients to missed appointments. 40 dollars per month. We want 10 paying customers.";
const of = (phase: number) => ({ projectId: company.projectId, phase });
const newest = async (phase: number): Promise<Packet> => {
  const { data } = await getPlan(company.viewer, { projectId: company.projectId });
  const packet = data[phase]?.newest;
  if (!packet) throw new Error("no packet");
  return packet;
};
const ref = ({ id }: Packet) => ({ projectId: company.projectId, packet: id });
const types = async (): Promise<string[]> =>
  (await world.ledger(company.workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => /^(packet|hypothesis)\./.test(type));

test("a brief is asked for once, drafted by a job without a key, with one goal and a source for every number", async () => {
  const asked = { projectId: company.projectId, packet: 0 };
  expect(await requestPacket(company.owner, asked)).toMatchObject({ state: "queued" });
  expect(await requestPacket(company.owner, asked)).toMatchObject({ state: "queued" });
  await expect(requestPacket(company.viewer, asked)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(requestPacket(company.stranger, asked)).rejects.toMatchObject({ kind: "not_found" });
  const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "phases.generate");
  expect(jobs.map(({ data }) => data)).toEqual([{ workspaceId: company.workspaceId, ...of(0) }]);

  await generatePacket(company.job, of(0));
  const brief = await newest(0);
  expect(brief).toMatchObject({
    version: 1,
    status: "draft",
    origin: "planner",
    answered_by: expect.stringContaining("offline"),
  });
  expect(Object.keys(brief.fields).filter((key) => key === "goal.metric")).toHaveLength(1);
  const numbers = Object.values(brief.fields).filter(({ value }) => /\d/.test(String(value)));
  expect(numbers.map(({ source }) => source)).not.toContain("model");
  expect(brief.unknowns.length).toBeGreaterThan(0);
  expect(brief.context_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await types()).toEqual(["packet.requested", "packet.draft_started", "packet.drafted"]);
  expect(await getGoal(company.viewer, company)).toBeNull();

  await generatePacket(company.job, of(0));
  expect((await newest(0)).version).toBe(1);
});

test("a member's field is a new version, stays through a draft, and a stale version is neither edited nor accepted", async () => {
  const first = await newest(0);
  const edit = { ...ref(first), version: 1, field: "stage", value: "A first customer pays." };
  await expect(editPacket(company.job, edit)).rejects.toMatchObject({ code: "packet.person_needed" });
  await expect(editPacket(company.owner, { ...edit, value: 7 })).rejects.toMatchObject({ code: "packet.field" });
  const second = await editPacket(company.owner, edit);
  expect(second).toMatchObject({
    version: 2,
    fields: { stage: { source: "founder", edited_by: company.founder.user.userId } },
  });
  await generatePacket(company.job, of(0));
  expect((await newest(0)).fields["stage"]?.value).toBe("A first customer pays.");

  const stale = { code: "packet.stale", details: { version: 2, packet_id: second.id } };
  await expect(acceptPacket(company.owner, { ...ref(first), version: 1 })).rejects.toMatchObject(stale);
  await expect(acceptPacket(company.owner, { ...ref(second), version: 1 })).rejects.toMatchObject({
    code: "packet.stale",
  });
  await expect(editPacket(company.owner, edit)).rejects.toMatchObject(stale);
  const accepted = await acceptPacket(company.owner, { ...ref(second), version: 2 });
  expect(accepted).toMatchObject({ status: "accepted", accepted_by: company.founder.user.userId });
  const third = await editPacket(company.owner, { ...ref(second), version: 2, field: "stage", value: null });
  expect(third.unknowns.map(({ field }) => field)).toContain("stage");
  expect((await getGoal(company.viewer, company))?.packet_id).toBe(accepted.id);
  await acceptPacket(company.owner, { ...ref(third), version: 3 });
  expect(await getGoal(company.viewer, company)).toMatchObject({ packet_id: third.id, target: 10, value: null });
  const { rows } = await world.admin.query(
    "select status from phase_packets where project_id = $1 and phase = 0 order by version",
    [company.projectId],
  );
  expect(rows.map(({ status }) => String(status))).toEqual(["draft", "superseded", "accepted"]);
  const foreign = withTransaction(company.stranger, (tx) => requirePacket(tx, { ...ref(third), version: 3 }));
  await expect(foreign).rejects.toMatchObject({ code: "packet.not_found" });
});

test("a validation is judged by measured numbers alone, and only once it is accepted", async () => {
  await generatePacket(company.job, of(1));
  expect(await evaluateHypotheses(company.job, { projectId: company.projectId })).toEqual([]);
  const validation = await newest(1);
  await acceptPacket(company.owner, { ...ref(validation), version: 1 });
  const judged = await evaluateHypotheses(company.job, { projectId: company.projectId });
  expect(judged.map(({ state }) => state)).toEqual(["untested", "untested", "untested"]);
  await world.admin.query(
    "insert into project_daily_kpis (workspace_id, project_id, day, name, events) values ($1, $2, current_date, 'pageview', 120), ($1, $2, current_date, 'lead', 2)",
    [company.workspaceId, company.projectId],
  );
  const [, landing] = await evaluateHypotheses(company.job, { projectId: company.projectId });
  expect(landing).toMatchObject({
    key: "landing",
    state: "failed",
    n: 120,
    evidence: [expect.stringContaining("pageview"), expect.anything()],
  });
  expect((await types()).filter((type) => type === "hypothesis.judged")).toHaveLength(2);
});

test("a distribution becomes a campaign in draft with its emails and audience", async () => {
  await generatePacket(company.job, of(2));
  const drafted = await newest(2);
  const packet = await editPacket(company.owner, {
    ...ref(drafted),
    version: 1,
    field: "icp.tags",
    value: ["dentist"],
  });
  const { id } = await draftCampaign(company.owner, { ...ref(packet), version: 2 });
  const { steps } = await getSequence(company.owner, { campaignId: id });
  expect(steps).toHaveLength(2);
  expect(steps[0]).toMatchObject({ mode: "exact", body: packet.fields["emails.first"]?.value });
  const { rows } = await world.admin.query("select status from campaigns where id = $1", [id]);
  expect(rows).toEqual([{ status: "draft" }]);
  const emptied = await editPacket(company.owner, { ...ref(packet), version: 2, field: "emails.subject", value: null });
  const none = draftCampaign(company.owner, { ...ref(emptied), version: 3 });
  await expect(none).rejects.toMatchObject({ code: "packet.no_emails" });
});

test("the launch checklist says what each look saw, and an unknown packet changes nothing", async () => {
  const { data } = await checkLaunch(company.owner, { projectId: company.projectId });
  expect(data.find(({ item }) => item === "website")).toMatchObject({
    state: "red",
    words: expect.stringContaining("No website"),
  });
  expect(data.find(({ item }) => item === "pageview")).toMatchObject({ state: "green" });
  const nothing = { projectId: company.projectId, packet: randomUUID(), version: 1 };
  await expect(acceptPacket(company.owner, nothing)).rejects.toMatchObject({ code: "packet.not_found" });
});

test("a refused field of a draft is stored as an unknown with the reason", async () => {
  const judged = {
    synopsis: "",
    fields: {},
    unknowns: [{ field: "price", why: "The draft was refused: no source.", how_to_learn: "?" }],
    problems: ["fields.price"],
  };
  const context = { as_of: { position: "1", at: "2026-11-30T00:00Z" }, hash: "a".repeat(64) };
  await recordDraft(company.job, { ...of(3), judged, context, answeredBy: "offline planner" });
  expect((await newest(3)).unknowns.find(({ field }) => field === "price")?.why).toBe(
    "The draft was refused: no source.",
  );
});
