import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLastHolder } from "@/lib/outreach/tracking/find-last-holder";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const upgrade = async (): Promise<void> => {
  await world.admin.query(await readFile("supabase/migrations/20261130290002_backfill_tracking_holders.sql", "utf8"));
};
const checked = ({ workspaceId }: Company, host: string, status: string, day: number) =>
  world.admin.query(
    `insert into genesis.tracking_checks (workspace_id, host, checked_at, status, findings, questions)
     values ($1, $2, make_timestamptz(2026, 3, $4, 9, 0, 0, 'UTC'), $3, '[]', '[]')`,
    [workspaceId, host, status, day],
  );

test("a host that was right before the upgrade is held by its company, until its last right check if it was given up", async () => {
  const [holder, former, hopeful] = [await world.company(), await world.company(), await world.company()];
  await setUpTracking(holder.owner, { host: "link.held-lab.com" });
  for (const day of [3, 4]) await checked(holder, "link.held-lab.com", "verified", day);
  for (const day of [1, 2]) await checked(former, "link.left-lab.com", "verified", day);
  await checked(former, "link.left-lab.com", "failing", 5);
  await checked(hopeful, "link.wrong-lab.com", "failing", 1);
  await upgrade();

  const last = (host: string): Promise<string | null> => findLastHolder(world.system(), host);
  expect(await last("link.held-lab.com")).toBe(holder.workspaceId);
  expect(await last("link.left-lab.com")).toBe(former.workspaceId);
  expect(await last("link.wrong-lab.com")).toBeNull();
  const { rows } = await world.admin.query<{ host: string; since: number; until: number | null }>(
    `select host, extract(day from held_from at time zone 'UTC')::int as since,
       extract(day from held_until at time zone 'UTC')::int as until
     from genesis.tracking_holders order by host`,
  );
  expect(rows).toEqual([
    { host: "link.held-lab.com", since: 3, until: null },
    { host: "link.left-lab.com", since: 1, until: 2 },
  ]);
});
