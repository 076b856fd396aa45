import { afterAll, beforeAll, expect, test } from "vitest";
import { contracts } from "@/workers/contracts";
import { DEAD_LETTER, installQueues } from "@/workers/install-queues";
import { handlers } from "@/workers/registry";
import { createTestWorld, type TestWorld } from "../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

type Queue = {
  name: string;
  policy: string;
  retry_limit: number;
  dead_letter: string | null;
  heartbeat_seconds: number;
};
const queues = async (): Promise<Queue[]> =>
  (await world.admin.query<Queue>("select * from pgboss.queue where name not like '\\_\\_%' order by name")).rows;

test("every contract has its queue, as it says, with the dead letter behind it and a heartbeat", async () => {
  await installQueues(world.url);
  const installed = await queues();
  const jobs = Object.values(contracts);
  expect(installed.map(({ name }) => name)).toEqual([DEAD_LETTER, ...jobs.map(({ name }) => name)].toSorted());
  for (const { name, policy, retryLimit } of jobs) {
    expect(installed.find((queue) => queue.name === name)).toMatchObject({
      policy,
      retry_limit: retryLimit,
      dead_letter: DEAD_LETTER,
      heartbeat_seconds: 10,
    });
  }
  expect(Object.keys(handlers).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted());
});

test("installed again it brings what was changed back, and keeps the jobs", async () => {
  await world.admin.query("update pgboss.queue set retry_limit = 99 where name = 'ignition.run_ignition'");
  await world.admin.query("delete from pgboss.queue where name = 'ignition.sync_campaign'");
  await installQueues(world.url);
  const byName = new Map((await queues()).map((queue) => [queue.name, queue]));
  expect(byName.get("ignition.run_ignition")?.retry_limit).toBe(contracts.RunIgnition.retryLimit);
  expect(byName.has("ignition.sync_campaign")).toBe(true);
});
