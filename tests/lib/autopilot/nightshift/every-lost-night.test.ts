import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginRun } from "@/lib/autopilot/nightshift/begin-run";
import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { loseAbandoned } from "@/lib/autopilot/nightshift/lose-abandoned";
import { loseNights } from "@/lib/autopilot/nightshift/lose-nights";
import { sweepNights } from "@/lib/autopilot/nightshift/sweep-nights";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => void (world = await createTestWorld()));
afterAll(() => world.close());
beforeEach(async () => void (company = await world.company()));

const later = (minutes: number): SystemCtx => ({
  ...world.system(),
  now: () => new Date(Date.now() + minutes * 60_000),
});
const failures = async (): Promise<string[]> =>
  (await world.ledger(company.workspaceId)).flatMap(({ event_type, message }) =>
    event_type === "nightshift.failed" ? [message] : [],
  );
const runningNow = async (): Promise<string | undefined> => (await getLatest(company.owner, company)).running?.id;

test("a night that no worker goes on with ends as failed, once, with its line in the ledger; a younger one goes on", async () => {
  const { id } = await beginRun(company.owner, company);
  await sweepNights(later(14));
  expect(await runningNow()).toBe(id);
  await sweepNights(later(16));
  await sweepNights(later(26));
  const { running, history } = await getLatest(company.owner, company);
  expect([running, history.map(({ state, why }) => [state, why])]).toEqual([
    null,
    [["failed", "It was interrupted and did not come to an end."]],
  ]);
  expect(await failures()).toEqual([expect.stringContaining("It was interrupted")]);
  // Its job, should it come after all, changes nothing.
  await cycleProject(company.job, { projectId: company.projectId, runId: id });
  expect((await getLatest(company.owner, company)).run).toBeNull();
});

test("a night that a worker has in hand is not ended, however long ago it began", async () => {
  const { id } = await beginRun(company.owner, company);
  await world.admin.query("update nightshift_runs set lease_until = now() + interval '20 minutes' where id = $1", [id]);
  await sweepNights(later(16));
  await withTransaction({ ...company.job, now: later(16).now }, (tx) => loseAbandoned(tx, company));
  expect(await runningNow()).toBe(id);
});

test("a founder may begin another one, and the one before is told as failed", async () => {
  const first = await beginRun(company.owner, company);
  const second = await beginRun({ ...company.owner, now: later(16).now }, company);
  expect(second.id).not.toBe(first.id);
  expect(await failures()).toHaveLength(1);
});

test("the night of a frozen workspace waits, and a viewer ends none", async () => {
  const { id } = await beginRun(company.owner, company);
  await expect(loseNights(company.viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'x' where id = $1", [
    company.workspaceId,
  ]);
  await sweepNights(later(16));
  const { rows } = await world.admin.query("select state from nightshift_runs where id = $1", [id]);
  expect(rows).toEqual([{ state: "running" }]);
});
