import { afterAll, beforeAll, expect, test } from "vitest";
import { runNow } from "@/lib/outreach/campaigns/run-now";
import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { unfreezeWorkspace } from "@/lib/operations/governance/unfreeze-workspace";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import type { AdminCtx } from "@/lib/platform/ctx";
import { startWorkers, stopWorkers } from "@/workers/start";
import { readyCompany } from "../../../factories/ignition-world";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { approveDrafts } from "../../../factories/approve-drafts";
import { waitFor } from "../../../support/wait-for";
import {
  startEventsDoor,
  startRealSidecar,
  startSlowMailServer,
  type EventsDoor,
  type SlowMailServer,
} from "./sending-world";

const ADMIN = "user_admin_one";
const DUE = 120;
const PER_MESSAGE_MS = 200;

let world: TestWorld;
let mail: SlowMailServer;
let door: EventsDoor;
let sidecar: Awaited<ReturnType<typeof startRealSidecar>>;

beforeAll(async () => {
  mail = await startSlowMailServer(PER_MESSAGE_MS);
  door = await startEventsDoor();
  sidecar = await startRealSidecar();
  world = await createTestWorld({
    ...sidecar.environment,
    SUPER_ADMIN_IDS: ADMIN,
    APP_URL: door.url,
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: String(mail.port),
    OUTBOX_DIR: "/nonexistent",
  });
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
  await sidecar.stop();
  await door.stop();
  await mail.stop();
});

const superAdmin = (): AdminCtx => ({
  ...world.system(),
  user: { userId: ADMIN, email: "admin@greenlight.example" },
  superAdmin: true,
});

async function launched(): Promise<Company & { campaignId: string }> {
  const company = await readyCompany(world);
  await world.admin.query("update genesis.infrastructure_config set daily_limit = 1000 where workspace_id = $1", [
    company.workspaceId,
  ]);
  await launchIgnition(company.owner, { workspace_id: company.workspaceId });
  const view = await waitFor(
    async () => {
      const now = await getIgnitionStatus(company.owner);
      if (now.status === "failed") throw new Error(JSON.stringify(now.error));
      return now.status === "active" && now;
    },
    { what: "the launch is active" },
  );
  return { ...company, campaignId: view.campaign_id ?? "" };
}

async function draftFor({ workspaceId, campaignId, owner }: Company & { campaignId: string }): Promise<void> {
  await world.admin.query("delete from genesis.leads where workspace_id = $1", [workspaceId]);
  await world.admin.query(
    `with lead as (
       insert into genesis.leads (workspace_id, email)
       select $1, 'lead' || n || '@buyers.example' from generate_series(1, $3) n returning id, email)
     insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
     select $1, $2, id, 1, email, 'Hello', 'A body', 'test' from lead`,
    [workspaceId, campaignId, DUE],
  );
  expect(await approveDrafts(owner, campaignId)).toBe(DUE);
}

const newest = async (company: Company): Promise<Freeze | undefined> =>
  (await getFreezes(superAdmin(), { workspace_id: company.workspaceId })).data[0];

const published = async (company: Company): Promise<string[]> => {
  const engine = await findEngine({ ...company.job, whileFrozen: true });
  const workflows = await engine?.listWorkflows({ workspaceId: company.workspaceId, signal: company.job.signal });
  return (workflows ?? [])
    .filter(({ active }) => active)
    .map(({ workflowId }) => workflowId)
    .toSorted();
};

const unfinished = async (company: Company): Promise<number> => {
  const engine = await findEngine({ ...company.job, whileFrozen: true });
  const call = { workspaceId: company.workspaceId, signal: company.job.signal };
  const listed = await Promise.all(
    (["running", "waiting", "new"] as const).map((status) => engine?.listExecutions({ ...call, status })),
  );
  return listed.flat().length;
};

test("freezing a workspace whose n8n is sending stops mail within two seconds, and the proof says what is out", async () => {
  const company = await launched();
  await draftFor(company);
  const before = await published(company);
  expect(before).toHaveLength(7);
  await runNow(company.owner, { campaignId: company.campaignId, step: "email_1" });
  await waitFor(async () => mail.received.length >= 5, { what: "mail goes out", everyMs: 20 });

  await freezeWorkspace(superAdmin(), { workspace_id: company.workspaceId, reason: "spam complaint" });
  const frozenAt = Date.now();
  const proven = await waitFor(
    async () => {
      const freeze = await newest(company);
      return freeze?.state === "proven" && freeze;
    },
    { what: "the freeze is proven", everyMs: 50 },
  );
  // Longer than the rest of the batch would have taken.
  await waitFor(async () => Date.now() > frozenAt + 50 * PER_MESSAGE_MS + 2_000, { what: "the batch would be over" });
  const late = mail.received.filter(({ at }) => at > frozenAt + 2_000);
  expect(late).toEqual([]);
  expect(mail.received.length).toBeLessThan(DUE / 2);
  expect(await unfinished(company)).toBe(0);
  expect(await published(company)).toEqual([]);
  expect(proven.published_before.map(({ workflow_id }) => workflow_id).toSorted()).toEqual(before);
  expect(proven.proof).toMatchObject({ engine: "reached", running_executions: 0, published_workflows: 0 });
  expect(proven.proof?.stopped_executions).toBeGreaterThan(0);
  const named = new Set(proven.proof?.not_recallable.map(({ message_id }) => message_id));
  for (const { messageId } of mail.received) expect(named).toContain(messageId);

  // The node itself wrote down what went out and what did not: nothing is left unknown, and nobody has to decide anything.
  const outcomes = await world.admin.query<{ status: string; count: number }>(
    "select status, count(*)::int from genesis.sequence_emails where workspace_id = $1 group by 1 order by 1",
    [company.workspaceId],
  );
  expect(outcomes.rows.map(({ status }) => status)).toEqual(["approved", "sent"]);
  expect(outcomes.rows[1]?.count).toBe(mail.received.length);

  const sentBefore = mail.received.length;
  await unfreezeWorkspace(superAdmin(), {
    workspace_id: company.workspaceId,
    reason: "cleared",
    restore_workflows: true,
  });
  const restored = await waitFor(
    async () => {
      const freeze = await newest(company);
      return freeze?.restored_at ? freeze : null;
    },
    // n8n registers seven workflows one after the other, and a try that it is too slow for is repeated after a minute.
    { what: "the workflows are restored", withinMs: 150_000 },
  );
  expect(restored.restore_result?.every((workflow) => workflow.published)).toBe(true);
  expect(await published(company)).toEqual(before);
  await runNow(company.owner, { campaignId: company.campaignId, step: "email_1" });
  await waitFor(async () => mail.received.length > sentBefore + 3, { what: "mail goes on" });
  await waitFor(async () => door.statuses.includes(200), { what: "the new token is accepted" });
  const twice = mail.received.map(({ to }) => to).filter((to, index, all) => all.indexOf(to) !== index);
  expect(twice).toEqual([]);
});
