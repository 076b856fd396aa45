import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endSession } from "@/lib/foundation/access/end-session";
import { isSessionEnded } from "@/lib/foundation/access/is-session-ended";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

test("a session that was asked about a moment ago has ended at once, others go on", async () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  expect(await isSessionEnded(world.system(), mine)).toBe(false);
  await endSession(world.system(), { id: mine, expiresAt: inAnHour() });
  expect(await isSessionEnded(world.system(), mine)).toBe(true);
  expect(await isSessionEnded(world.system(), other)).toBe(false);
});

test("ending it again does no harm, and expired ones are forgotten", async () => {
  const [expired, mine] = [randomUUID(), randomUUID()];
  await endSession(world.system(), { id: expired, expiresAt: new Date(0).toISOString() });
  for (let times = 0; times < 2; times += 1) await endSession(world.system(), { id: mine, expiresAt: inAnHour() });
  const { rows } = await world.admin.query(
    "select session_id from private.ended_sessions where session_id = any ($1)",
    [[expired, mine]],
  );
  expect(rows).toEqual([{ session_id: mine }]);
});
