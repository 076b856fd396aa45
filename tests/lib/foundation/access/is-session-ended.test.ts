import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSessionEnded } from "@/lib/foundation/access/is-session-ended";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a sign-out in another process is seen at the next request", async () => {
  const id = randomUUID();
  expect(await isSessionEnded(world.system(), id)).toBe(false);
  await world.admin.query("insert into private.ended_sessions values ($1, now() + interval '1 hour')", [id]);
  expect(await isSessionEnded(world.system(), id)).toBe(true);
});
