import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepWorkspaces } from "@/lib/operations/watchdog/sweep-workspaces";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const WORKSPACES = 1_000;
const QUARTER_MS = 15 * 60_000;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  // Always the same ids, so that the spread is always the same.
  await world.admin.query(
    `with made as (
       insert into workspaces (id, name, slug)
       select overlay(overlay(md5('workspace ' || n) placing '4' from 13) placing '8' from 17)::uuid, 'Workspace ' || n, 'workspace-' || n from generate_series(1, $1::int) n
       returning id)
     insert into genesis.ignition_state (workspace_id, status, total_steps, sidecar_url, requested_by)
     select id, 'active', 7, 'http://127.0.0.1:9/' || id, 'test' from made`,
    [WORKSPACES],
  );
});
afterAll(() => world.close());

/** A sweep at a moment: when the check of each workspace begins, in milliseconds after it. */
async function sweepAt(at: number): Promise<Map<string, number>> {
  await world.admin.query("delete from pgboss.job where name = 'watchdog.check_workspace'");
  expect(await sweepWorkspaces({ ...world.system(), now: () => new Date(at) })).toBe(WORKSPACES);
  const { rows } = await world.admin.query<{ workspace: string; begins: Date }>(
    "select data ->> 'workspaceId' as workspace, start_after as begins from pgboss.job where name = 'watchdog.check_workspace'",
  );
  expect(rows).toHaveLength(WORKSPACES);
  return new Map(rows.map(({ workspace, begins }) => [workspace, begins.getTime() - at]));
}

test("the checks of a thousand workspaces are spread evenly over a quarter of an hour, and each comes every fifteen minutes", async () => {
  const at = Date.now();
  const first = await sweepAt(at);
  expect(first.size).toBe(WORKSPACES);
  const perMinute = Array<number>(14).fill(0);
  const perSecond = new Map<number, number>();
  for (const after of first.values()) {
    perMinute[Math.floor(after / 60_000)] = (perMinute[Math.floor(after / 60_000)] ?? 0) + 1;
    perSecond.set(Math.floor(after / 1_000), (perSecond.get(Math.floor(after / 1_000)) ?? 0) + 1);
  }
  // 71 a minute are even; eight workers have 6.7 s for each of a hundred.
  expect(perMinute).toHaveLength(14);
  expect(Math.min(...perMinute)).toBeGreaterThan(45);
  expect(Math.max(...perMinute)).toBeLessThan(100);
  expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(8);
  expect(await sweepAt(at + QUARTER_MS)).toEqual(first);
}, 120_000);
