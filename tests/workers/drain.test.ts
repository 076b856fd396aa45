import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/api/worker/drain/route";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { drain } from "@/workers/drain";
import { startInProcess } from "@/workers/in-process";
import { createIgnitionWorld, type IgnitionWorld } from "../factories/ignition-world";
import { senderOf } from "../lib/outreach/sequence/engine-world";

const CRON_SECRET = "a-secret-of-the-scheduler";
let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld({ WORKER_MODE: "cron", CRON_SECRET });
});
afterAll(() => world.close());

const ask = async (route: typeof GET, authorization?: string): Promise<{ status: number; body: unknown }> => {
  const headers = { ...(authorization && { authorization }) };
  const response = await route(new Request("http://localhost/api/worker/drain", { headers }), {});
  return { status: response.status, body: await response.json() };
};

test("two requests at once carry a launch through, each step of it once", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  const runs = await Promise.all([drain(), drain()]);
  expect((await getIgnitionStatus(company.owner)).status).toBe("active");
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
  expect(runs.map(({ left }) => left)).toEqual([0, 0]);
});

test("a sequence goes through its three emails, and each is counted", async () => {
  const sender = await senderOf(world, await world.company());
  await sender.drafted();
  const sent: number[] = [];
  for (const step of [1, 2, 3]) {
    const { claim_id: claimId } = await sender.claimOne(step);
    await recordOutcome(sender.engine, { claimId, status: "sent", response: "250 OK" });
    await drain();
    const { rows } = await world.admin.query<{ n: number }>(
      "select count(*)::int as n from email_events where workspace_id = $1 and event_type = 'sent'",
      [sender.company.workspaceId],
    );
    sent.push(rows[0]?.n ?? 0);
  }
  expect(sent).toEqual([1, 2, 3]);
});

test("a schedule that came due while no request was made is made up for, once", async () => {
  const runsOf = async (): Promise<number> =>
    (await world.admin.query("select from pgboss.job where name = 'assets.sweep_uploads' and state = 'completed'"))
      .rowCount ?? 0;
  await drain();
  const before = await runsOf();
  await world.admin.query("update pgboss.version set cron_on = now() - interval '3 hours'");
  await world.admin.query("update pgboss.schedule set created_on = now() - interval '1 day', updated_on = created_on");
  await drain();
  expect((await runsOf()) - before).toBe(1);
});

test("only the scheduler's secret opens the route, which answers with what was done", async () => {
  for (const wrong of [undefined, "Bearer ", "Bearer a-secret-of-the-schedule", `Basic ${CRON_SECRET}`, CRON_SECRET]) {
    expect(await ask(POST, wrong)).toMatchObject({ status: 401, body: { code: "cron.bad_secret" } });
  }
  expect(await ask(GET, `Bearer ${CRON_SECRET}`)).toMatchObject({ status: 404, body: { code: "worker.not_cron" } });
  await startInProcess();
  const company = await world.readyCompany();
  await world.launch(company);
  const { status, body } = await ask(GET, `Bearer ${CRON_SECRET}`);
  expect({ status, body }).toMatchObject({ status: 200, body: { left: 0 } });
  expect((body as { done: number }).done).toBeGreaterThan(0);
  expect((await getIgnitionStatus(company.owner)).status).toBe("active");
});
