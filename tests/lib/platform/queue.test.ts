import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import { RunIgnition } from "@/lib/operations/ignition/jobs";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const run = (attempt: number): { workspaceId: string; attempt: number } => ({
  workspaceId: company.workspaceId,
  attempt,
});
const attempts = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).map(({ data }) => data.attempt).filter(Boolean);

test("a job exists when the caller commits, and not before", async () => {
  await withTransaction(company.owner, async (tx) => {
    await enqueue(tx, RunIgnition, run(1));
    expect(await attempts()).toEqual([]);
  });
  expect(await attempts()).toEqual([1]);
});

test("rolled back, there is no job", async () => {
  const failed = withTransaction(company.owner, async (tx) => {
    await enqueue(tx, RunIgnition, run(2));
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await attempts()).not.toContain(2);
});

test("after enqueuing the transaction is the tenant's again", async () => {
  await withTransaction(company.owner, async (tx) => {
    await enqueue(tx, RunIgnition, run(3));
    const { rows } = await sql`select current_user::text as role`.execute(tx.db);
    expect(rows).toEqual([{ role: "tenant_role" }]);
  });
});

test("a payload that is not what the contract says is refused, and nothing is enqueued", async () => {
  const wrong = { workspaceId: "x", attempt: 9 };
  await expect(withTransaction(company.owner, (tx) => enqueue(tx, RunIgnition, wrong))).rejects.toThrow();
  expect(await attempts()).not.toContain(9);
});

test("the same key waits once, another key waits beside it", async () => {
  const [one, two] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
  for (const campaignId of [one, one, two]) {
    await withTransaction(company.owner, (tx) =>
      enqueue(tx, SyncCampaign, { workspaceId: company.workspaceId, campaignId }),
    );
  }
  const waiting = (await world.jobs(company.workspaceId)).filter(({ name }) => name === SyncCampaign.name);
  expect(waiting.map(({ singleton_key }) => singleton_key)).toEqual([one, two]);
});
