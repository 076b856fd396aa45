import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { executeInContext } from "@/lib/operations/runtimes/execute-in-context";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { PROVISIONING_PLAN } from "@/lib/operations/runtimes/plan";
import { probeRuntime } from "@/lib/operations/runtimes/probe-runtime";
import { runInContext } from "@/lib/operations/runtimes/run-in-context";
import type { Company } from "../../../factories/test-world";
import { attemptsOf, waitingRun } from "./dedicated";
import { openGateway, type Gateway } from "./gateway";
import { approved, HELLO, PAGE, stateOf, verdictOf } from "./orders-contract";
import { openPayments } from "./payments-contract";
import { createRuntimeWorld } from "./runtime-world";

vi.setConfig({ testTimeout: 400_000 });

let gateway: Gateway;
let company: Company;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
const at = openPayments((environment) => createRuntimeWorld(gateway.url, environment));

/** A website, an email and a scheduled task, each with the evidence that it was done once. */
async function workOnce(): Promise<void> {
  for (const [kind, payload] of [
    ["website.deploy", PAGE],
    ["email.send", HELLO],
  ] as const) {
    const of = await approved(company, kind, payload);
    await executeInContext(company.job, of);
    expect(await stateOf(company, of)).toBe("executed");
    expect({ kind, verdict: await verdictOf(company, of) }).toEqual({ kind, verdict: "verified" });
  }
  const runId = await waitingRun(at.world, company);
  await runInContext(company.job, { runId });
  expect(await attemptsOf(at.world, runId)).toBe(1);
}

test("from the payment to the fall back (specification 4.8): paid, set up step by step, working in its own runtime, killed, shared again, and nothing is lost", async () => {
  const { world, stripe } = at;
  company = await world.company();
  await at.pay(company);
  const told = await Promise.all(stripe.events.map((event) => at.deliver(event)));
  expect(told.every((status) => status === 200)).toBe(true);
  expect(await at.doJobs(company)).toHaveLength(1);
  await workOnce();
  expect(gateway.asked).toEqual([]);

  const view = await world.run(company);
  expect(view).toMatchObject({ mode: "dedicated", status: "active" });
  expect(view.provisioning?.steps.map(({ name, status }) => [name, status])).toEqual(
    PROVISIONING_PLAN.map(({ name }) => [name, "done"]),
  );
  await workOnce();
  expect(gateway.asked.map(({ status }) => status)).toEqual([200, 200, 200]);

  await killForGood();
  await workOnce();
  expect(gateway.asked).toHaveLength(3);
  for (let time = 0; time < 3; time += 1) await probeRuntime(company.job, company);
  expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "shared", status: "unhealthy" });
  await workOnce();
  const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  for (const [type, times] of [
    ["runtime.worked", 3],
    ["runtime.passed_over", 3],
    ["runtime.fell_back", 1],
  ] as const)
    expect({ type, times: lines.filter((one) => one === type).length }).toEqual({ type, times });
});

/** The application ends and cannot start again. */
async function killForGood(): Promise<void> {
  const folder = join(at.world.home, "runtimes", runtimeName(company.projectId));
  const { url } = await getRuntime(company.owner, company);
  await rename(join(folder, "releases"), join(folder, "releases.away"));
  const { pid } = JSON.parse(await readFile(join(folder, "service.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(fetch(url ?? "")).rejects.toThrow(), { timeout: 30_000, interval: 100 });
}
