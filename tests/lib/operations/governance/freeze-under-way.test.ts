import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveEvents } from "@/lib/metering/events/receive-events";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { startWorkers, stopWorkers } from "@/workers/start";
import type { Company } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";
import { anEvent, traces, webhookOf } from "../../metering/events/event-factory";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

const proven = (company: Company) =>
  waitFor(
    async () => {
      const freeze = await world.newest(company);
      return freeze.state === "proven" && freeze;
    },
    { what: "the freeze is proven", everyMs: 50 },
  );

test("frozen among batches of 1,000 events: what was answered 200 is stored, nothing else, and nothing comes later", async () => {
  const company = await world.company();
  const webhook = webhookOf(company);
  const batch = (): object[] => Array.from({ length: 1_000 }, () => anEvent());
  const refusals: unknown[] = [];
  const post = (): Promise<number> =>
    receiveEvents(webhook, batch()).then(
      () => 1_000,
      (error: unknown) => {
        refusals.push(error);
        return 0;
      },
    );
  const first = await post();
  const posts = Array.from({ length: 6 }, post);
  const frozen = world.freeze(company);
  const stored = (await Promise.all(posts)).reduce((sum, accepted) => sum + accepted, first);
  await frozen;
  const { proof } = await proven(company);
  expect(await post()).toBe(0);
  for (const refusal of refusals) expect(refusal).toMatchObject({ kind: "forbidden", code: "workspace.frozen" });
  expect(await traces(world, company)).toMatchObject({ events: stored });
  const newest = "select id from email_events where workspace_id = $1 order by created_at desc, id limit 1";
  const { rows } = await world.admin.query(newest, [company.workspaceId]);
  expect(proof?.last_accepted_event?.id).toBe(rows[0].id);
});

test("a launch that is frozen on its way neither fails nor undoes anything: it goes on where it stood", async () => {
  const company = await world.readyCompany();
  let frozen = false;
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    if (workspaceId !== company.workspaceId || action !== "DEPLOY_WORKFLOW" || frozen) return;
    frozen = true;
    await world.freeze(company);
  });
  await world.launch(company);
  await proven(company);
  const held = "select name, singleton_key from held_jobs where workspace_id = $1";
  const job = await waitFor(
    async () => ((await world.admin.query(held, [company.workspaceId])).rows[0] as object | undefined) ?? null,
    { what: "the launch is held", everyMs: 50 },
  );
  expect(job).toEqual({ name: "ignition.run_ignition", singleton_key: `${company.workspaceId}:1` });
  const standing = await getIgnitionStatus({ ...company.job, whileFrozen: true });
  expect(standing).toMatchObject({ status: "workflows_deploying", error: null });
  expect(standing.steps.slice(0, 4).map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);
  expect(world.published(company)).toEqual([]);

  await world.unfreeze(company);
  await waitFor(async () => (await getIgnitionStatus(company.owner)).status === "active", { what: "active" });
  expect(world.published(company)).toHaveLength(7);
  const actions = world.sidecar.calls.filter(({ workspaceId }) => workspaceId === company.workspaceId);
  expect(actions.some(({ action }) => action === "DELETE_WORKFLOW")).toBe(false);
});

test("frozen and lifted with the workers running, everything follows by itself", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  await waitFor(async () => (await getIgnitionStatus(company.owner)).status === "active", { what: "active" });
  const published = world.published(company);
  await world.freeze(company);
  await proven(company);
  expect(world.published(company)).toEqual([]);
  await world.unfreeze(company, true);
  const restored = await waitFor(
    async () => {
      const freeze = await world.newest(company);
      return freeze.restored_at ? freeze : null;
    },
    { what: "the workflows are restored", everyMs: 50 },
  );
  expect(restored.restore_result).toHaveLength(7);
  expect(world.published(company)).toEqual(published);
});
