import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { AccessCache, forgetAccess } from "@/lib/foundation/access/access-cache";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

type Entry = { workspaceId: string };

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterEach(() => forgetAccess());
afterAll(() => world.close());

const touchMembers = (workspaceId: string): Promise<unknown> =>
  world.admin.query("update user_workspaces set role = role where workspace_id = $1", [workspaceId]);

/** Asks until the cache hears of changes and so remembers. */
async function warm(cache: AccessCache<Entry>, load: () => Promise<Entry | null>): Promise<void> {
  const counted = vi.fn<() => Promise<Entry | null>>(load);
  await waitFor(
    async () => {
      const before = counted.mock.calls.length;
      await cache.get("key", counted);
      return counted.mock.calls.length === before;
    },
    { what: "it remembers", everyMs: 20 },
  );
}
const newCache = (): AccessCache<Entry> => new AccessCache<Entry>(({ workspaceId }) => workspaceId);

test("a result is cached until its workspace changes; a change of another workspace does not matter", async () => {
  const cache = newCache();
  const load = vi.fn<() => Promise<Entry>>(async () => ({ workspaceId: company.workspaceId }));
  await warm(cache, load);
  const elsewhere = await world.company();
  await warm(cache, load);
  load.mockClear();
  await touchMembers(elsewhere.workspaceId);
  await cache.get("key", load);
  expect(load).not.toHaveBeenCalled();

  await touchMembers(company.workspaceId);
  await waitFor(
    async () => {
      await cache.get("key", load);
      return load.mock.calls.length > 0;
    },
    { what: "it asks again", withinMs: 1_000, everyMs: 20 },
  );
});

test("nothing is remembered of what is not there", async () => {
  const cache = newCache();
  await warm(cache, async () => ({ workspaceId: company.workspaceId }));
  const none = vi.fn<() => Promise<null>>(async () => null);
  expect(await cache.get("other", none)).toBeNull();
  await cache.get("other", none);
  expect(none).toHaveBeenCalledTimes(2);
});

test("a result read before a change is not cached after it", async () => {
  const cache = newCache();
  await warm(cache, async () => ({ workspaceId: company.workspaceId }));
  const heard = vi.fn<() => void>();
  const slow = Promise.withResolvers<Entry>();
  const asked = cache.get("slow", () => slow.promise);
  await touchMembers(company.workspaceId);
  // The change is heard once the first entry is asked for again.
  await waitFor(
    async () => {
      await cache.get("key", async () => {
        heard();
        return { workspaceId: company.workspaceId };
      });
      return heard.mock.calls.length > 0;
    },
    { what: "the change is heard", everyMs: 20 },
  );
  slow.resolve({ workspaceId: company.workspaceId });
  await asked;
  const again = vi.fn<() => Promise<Entry>>(async () => ({ workspaceId: company.workspaceId }));
  await cache.get("slow", again);
  expect(again).toHaveBeenCalledTimes(1);
});

test("while it cannot hear of changes it remembers nothing", async () => {
  const cache = newCache();
  const load = vi.fn<() => Promise<Entry>>(async () => ({ workspaceId: company.workspaceId }));
  await warm(cache, load);
  await world.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
  );
  load.mockClear();
  const asked = await waitFor(
    async () => {
      await cache.get("key", load);
      return load.mock.calls.length >= 2;
    },
    { what: "it asks each time", withinMs: 5_000, everyMs: 20 },
  );
  expect(asked).toBe(true);
});
