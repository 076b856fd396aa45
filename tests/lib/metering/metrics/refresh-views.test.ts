import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshViews } from "@/lib/metering/metrics/refresh-views";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_adminexamplecom" });
});
afterAll(() => world.close());

const lines = async (): Promise<unknown[]> =>
  (
    await world.admin.query(
      "select actor_type, actor_id, after from governance_audit_log where action = 'rollups.refreshed'",
    )
  ).rows;

test("an administrator recounts the rollups, and that is in the audit log", async () => {
  const admin = { ...world.user("admin@example.com"), superAdmin: true } as const;
  expect(await refreshViews(admin)).toEqual({ refreshed_at: expect.any(String), drifts: [] });
  expect(await lines()).toEqual([{ actor_type: "admin", actor_id: "user_adminexamplecom", after: { drifts: 0 } }]);
});

test("any other caller is refused, and nothing is recorded", async () => {
  const founder = { ...world.user("founder@example.com"), superAdmin: true } as const;
  const before = await lines();
  await expect(refreshViews(founder)).rejects.toMatchObject({ kind: "forbidden", code: "admin.forbidden" });
  expect(await lines()).toEqual(before);
});

test("of six at once each is done or told that a recount is under way", async () => {
  const admin = { ...world.user("admin@example.com"), superAdmin: true } as const;
  const done = await Promise.allSettled(Array.from({ length: 6 }, () => refreshViews(admin)));
  const refused = done.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(6);
  for (const error of refused) expect(error).toMatchObject({ kind: "conflict", code: "rollups.refreshing" });
});
