import { Pool } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createRateLimiter, type Limit, type RateLimiter } from "@/lib/platform/rate-limit";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let pool: Pool;
beforeAll(async () => {
  world = await createTestWorld();
  pool = new Pool({ connectionString: world.url, max: 5 });
});
afterAll(async () => {
  await pool.end();
  await world.close();
});

/** Each has a memory of its own, as each process has. */
const anotherProcess = (): RateLimiter => createRateLimiter(() => pool);
const limit = (more: Partial<Limit> = {}): Limit => ({ name: "test", points: 40, seconds: 60, block: 4, ...more });

async function spendAll(limiter: RateLimiter, of: Limit, key: string): Promise<number> {
  for (let spent = 0; ; spent += 1) if ((await limiter.take(of, key)) > 0) return spent;
}

test("one process spends every point and no more, then says how long to wait", async () => {
  const limiter = anotherProcess();
  expect(await spendAll(limiter, limit(), "one")).toBe(40);
  const waitMs = await limiter.take(limit(), "one");
  expect(waitMs).toBeGreaterThan(50_000);
  expect(waitMs).toBeLessThanOrEqual(60_000);
  expect(limiter.wait(limit(), "one")).toBeGreaterThan(50_000);
});

test("three processes at once never spend more than the limit, and at most a block each less", async () => {
  const processes = [anotherProcess(), anotherProcess(), anotherProcess()];
  let passed = 0;
  await Promise.all(
    Array.from({ length: 150 }, async (_, index) => {
      if ((await processes[index % 3]!.take(limit(), "three")) === 0) passed += 1;
    }),
  );
  expect(passed).toBeLessThanOrEqual(40);
  expect(passed).toBeGreaterThan(40 - 3 * 4);
});

test("a process that starts later finds what others spent", async () => {
  await spendAll(anotherProcess(), limit(), "later");
  expect(await anotherProcess().take(limit(), "later")).toBeGreaterThan(0);
});

test("the busy path writes once a block, also when everybody comes at once", async () => {
  const query = vi.spyOn(pool, "query");
  const limiter = anotherProcess();
  await Promise.all(Array.from({ length: 40 }, () => limiter.take(limit(), "busy")));
  expect(query).toHaveBeenCalledTimes(10);
  await spendAll(limiter, limit(), "busy");
  const afterwards = query.mock.calls.length;
  await Promise.all(Array.from({ length: 100 }, () => limiter.take(limit(), "busy")));
  expect(query).toHaveBeenCalledTimes(afterwards);
  query.mockRestore();
});

test("keys and limits do not spend each other's points", async () => {
  const limiter = anotherProcess();
  await spendAll(limiter, limit(), "mine");
  expect(await limiter.take(limit(), "yours")).toBe(0);
  expect(await limiter.take(limit({ name: "other" }), "mine")).toBe(0);
});

test("a new window has all its points again", async () => {
  const limiter = anotherProcess();
  const short = limit({ name: "short", points: 4, seconds: 1 });
  expect(await spendAll(limiter, short, "again")).toBe(4);
  await expect.poll(() => limiter.take(short, "again"), { timeout: 5_000 }).toBe(0);
});

test("when the counters cannot be reached, everybody passes", async () => {
  await world.admin.query("alter table private.rate_limits rename to rate_limits_away");
  const limiter = anotherProcess();
  const passes = await Promise.all(Array.from({ length: 100 }, () => limiter.take(limit(), "down")));
  expect(passes.every((waitMs) => waitMs === 0)).toBe(true);
  await world.admin.query("alter table private.rate_limits_away rename to rate_limits");
});
