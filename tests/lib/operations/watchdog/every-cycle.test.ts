import { AsyncLocalStorage } from "node:async_hooks";
import PQueue from "p-queue";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkWorkspace } from "@/lib/operations/watchdog/check-workspace";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

const WORKERS = 8;
const OTHERS = 15;

type Traffic = { requests: number; bytes: number };
const counting = new AsyncLocalStorage<Traffic>();

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", async (...request: Parameters<typeof fetch>) => {
    const response = await send(...request);
    const traffic = counting.getStore();
    if (!traffic) return response;
    traffic.requests += 1;
    traffic.bytes += (await response.clone().arrayBuffer()).byteLength;
    return response;
  });
});
afterAll(() => world.close());

async function launched(): Promise<Company> {
  const company = await world.readyCompany();
  await world.launch(company);
  expect(await world.run(company)).toMatchObject({ status: "active" });
  return company;
}

/** Counts the answers of n8n during one scheduled check. */
async function checked(company: Company): Promise<Traffic> {
  const traffic = { requests: 0, bytes: 0 };
  await counting.run(traffic, () => checkWorkspace(company.job, { cause: "schedule", survey: false }));
  return traffic;
}

test("a check reads as much of n8n beside fifteen other workspaces, eight of them at once, as alone", async () => {
  const first = await launched();
  const alone = await checked(first);
  expect(alone.requests).toBeGreaterThan(0);
  expect(alone.bytes).toBeGreaterThan(1_000);

  const companies = [first];
  for (let number = 0; number < OTHERS; number += 1) companies.push(await launched());
  const queue = new PQueue({ concurrency: WORKERS });
  const together = await Promise.all(companies.map((company) => queue.add(() => checked(company))));
  expect(together[0]).toEqual(alone);
  expect(new Set(together.map(({ requests }) => requests))).toEqual(new Set([alone.requests]));

  const { rows } = await world.admin.query<{ workspace_id: string; status: string; reached: boolean }>(
    "select distinct on (workspace_id) workspace_id, status, reached from genesis.watchdog_runs order by workspace_id, started_at desc",
  );
  expect(rows.map(({ workspace_id }) => workspace_id).toSorted()).toEqual(
    companies.map(({ workspaceId }) => workspaceId).toSorted(),
  );
  expect(rows.filter(({ status, reached }) => status !== "completed" || !reached)).toEqual([]);
}, 180_000);
