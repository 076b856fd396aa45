import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getDb } from "@/lib/platform/db";
import { frozenError } from "@/lib/platform/transaction";
import { unlessFrozen } from "@/workers/unless-frozen";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const setStatus = (status: string): Promise<unknown> =>
  world.admin.query("update workspaces set status = $2, frozen_reason = 'spam' where id = $1", [
    company.workspaceId,
    status,
  ]);
const held = async (): Promise<object[]> =>
  (await world.admin.query("select name, singleton_key from held_jobs where workspace_id = $1", [company.workspaceId]))
    .rows;

const contract = { name: "test.do_something", key: () => "the key" };
const job = (more: object = {}) => ({
  contract: { ...contract, ...more },
  data: { workspaceId: company.workspaceId },
  base: { requestId: randomUUID(), db: getDb(), now: () => new Date(), signal: new AbortController().signal },
});

test("a job of a frozen workspace is held with its key and does not run; one that may run does", async () => {
  await setStatus("frozen");
  let runs = 0;
  const run = async (): Promise<void> => void (runs += 1);
  await unlessFrozen(job(), run);
  expect(runs).toBe(0);
  expect(await held()).toEqual([{ name: "test.do_something", singleton_key: "the key" }]);
  await unlessFrozen(job({ whileFrozen: "run" }), run);
  expect(runs).toBe(1);
});

test("a freeze that comes while a job runs ends it through its signal and holds it", async () => {
  await unlessFrozen(job(), async ({ signal }) => {
    await setStatus("frozen");
    await new Promise<void>((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }),
    );
  });
  expect(await held()).toHaveLength(1);
});

test("frozen and lifted again while it ran, what it failed at is tried again and not given up", async () => {
  const lifted = unlessFrozen(job(), async () => {
    throw frozenError("spam");
  });
  await expect(lifted).rejects.toMatchObject({ code: "job.interrupted", retryable: true });
  expect(await held()).toEqual([]);
});

test("any other failure is the job's own", async () => {
  const failing = unlessFrozen(job(), async () => {
    throw new Error("its own");
  });
  await expect(failing).rejects.toThrow("its own");
});
