import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptPacket } from "@/lib/autopilot/plan/accept-packet";
import { editPacket } from "@/lib/autopilot/plan/edit-packet";
import { generatePacket } from "@/lib/autopilot/plan/generate-packet";
import { getPlan } from "@/lib/autopilot/plan/get-plan";
import { proposePacketEdit } from "@/lib/autopilot/plan/propose-packet-edit";
import { requestPacket } from "@/lib/autopilot/plan/request-packet";
import type { Packet } from "@/lib/autopilot/plan/schemas";
import { updateProject } from "@/lib/company/projects/update-project";
import { watchStates, type Seen } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";

let world: TestWorld;
let company: Company;
let seen: () => Promise<Seen>;
let seenDrafts: () => Promise<Seen>;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  const idea = "A booking tool for dental clinics in Denmark. 40 dollars per month. We want 10 paying customers.";
  await updateProject(company.owner, { projectId: company.projectId, idea });
  seen = await watchStates(world, {
    table: "phase_packets",
    id: "r.id::text",
    state: "r.status",
    tells: "e.event_type like 'packet.%' and e.data ->> 'packet_id' = c.id",
  });
  // Reading, writing and checking are what a page shows meanwhile.
  seenDrafts = await watchStates(world, {
    table: "phase_generations",
    id: "r.project_id || '/' || r.phase",
    state: "case when r.state in ('reading', 'writing', 'checking') then 'under way' else r.state end",
    tells: "e.event_type like 'packet.%' and e.project_id || '/' || (e.data ->> 'phase') = c.id",
  });
});
afterAll(() => world.close());

const newest = async (): Promise<Packet> => {
  const { data } = await getPlan(company.owner, { projectId: company.projectId });
  const packet = data[0]?.newest;
  if (!packet) throw new Error("no packet");
  return packet;
};
const ref = ({ id, version }: Packet) => ({ projectId: company.projectId, packet: id, version });

test("each change of a packet's state has exactly one line of the ledger in its own commit, the replaced version's too", async () => {
  const { owner, job, projectId } = company;
  await generatePacket(job, { projectId, phase: 0 });
  await acceptPacket(owner, ref(await newest()));
  await acceptPacket(owner, ref(await newest()));
  const edited = await editPacket(owner, { ...ref(await newest()), field: "stage", value: "A first customer pays." });
  await acceptPacket(owner, ref(edited));
  const said = "The stage is a second customer pays.";
  await proposePacketEdit(owner, { projectId, phase: 0, field: "stage", value: "a second customer pays", said });
  await acceptPacket(owner, ref(await newest()));
  expect(await seen()).toEqual({
    "new to draft": ["packet.drafted", "packet.edit_proposed", "packet.edited"],
    "draft to accepted": ["packet.accepted"],
    "accepted to superseded": ["packet.superseded"],
  });
  const replaced = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "packet.superseded",
  );
  expect(replaced[0]?.data).toMatchObject({ version: 1, superseded_by: edited.id });
});

test("each draft has exactly one line of the ledger for its request, its begin and its end, in their own commits", async () => {
  const elsewhere = await world.company();
  const { owner, job, projectId } = elsewhere;
  const of = { projectId, phase: 0 };
  await requestPacket(owner, { projectId, packet: 0 });
  await generatePacket(job, of);
  await generatePacket(job, of);
  await requestPacket(owner, { projectId, packet: 0 });
  await world.admin.query("update projects set deleted_at = now() where id = $1", [projectId]);
  await generatePacket(job, of);
  await generatePacket(job, of);
  await world.admin.query("update projects set deleted_at = null where id = $1", [projectId]);
  await requestPacket(owner, { projectId, packet: 0 });
  const drafts = await seenDrafts();
  expect(drafts).toEqual({
    "new to queued": ["packet.requested"],
    "new to under way": ["packet.draft_started"],
    "queued to under way": ["packet.draft_started"],
    "under way to done": ["packet.drafted", "packet.unchanged"],
    "done to under way": ["packet.draft_started"],
    "done to queued": ["packet.requested"],
    "under way to failed": ["packet.draft_failed"],
    "failed to under way": ["packet.draft_started"],
    "failed to queued": ["packet.requested"],
  });
});

test("an acceptance whose line cannot be written is none", async () => {
  const edited = await editPacket(company.owner, {
    ...ref(await newest()),
    field: "stage",
    value: "A third one pays.",
  });
  await expect(withoutLedger(world, () => acceptPacket(company.owner, ref(edited)))).rejects.toThrow();
  expect((await newest()).status).toBe("draft");
});
