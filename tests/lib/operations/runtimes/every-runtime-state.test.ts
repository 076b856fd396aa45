import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { followPayment } from "@/lib/operations/runtimes/follow-payment";
import { ProvisioningJournal } from "@/lib/operations/runtimes/journal";
import { PROVISIONING_PLAN } from "@/lib/operations/runtimes/plan";
import { recordProbe } from "@/lib/operations/runtimes/record-probe";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import { RuntimeParts } from "@/lib/operations/runtimes/schemas";
import { activate } from "@/lib/operations/runtimes/steps/activate";
import { announceRuntime } from "@/lib/operations/runtimes/steps/announce-runtime";
import { markProvisioning } from "@/lib/operations/runtimes/steps/mark-provisioning";
import { withTransaction } from "@/lib/platform/transaction";
import { watchStates, type Seen } from "../../../factories/state-changes";
import type { Company } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";
import { pay } from "./pay";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
let seenInstances: () => Promise<Seen>;
let seenAttempts: () => Promise<Seen>;
beforeAll(async () => {
  world = await createRuntimeWorld();
  seenInstances = await watchStates(world, {
    table: "project_runtime_instances",
    id: "r.project_id::text",
    state: "r.mode || '/' || r.status",
    tells: "e.event_type ~ '^runtime[.](?!step_|provisioned)' and e.project_id::text = c.id",
  });
  seenAttempts = await watchStates(world, {
    table: "project_provisioning_jobs",
    id: "r.project_id || '/' || r.attempt",
    state: "r.status",
    tells:
      "e.event_type ~ '^runtime[.](requested|step_failed|provisioned|provisioning_failed)$' and e.project_id || '/' || (e.data ->> 'attempt') = c.id",
  });
});
let company: Company;
let attempt: number;
beforeEach(async () => {
  company = await world.company();
  attempt = await world.begin(company);
});
afterAll(() => world.close());

const { signal } = new AbortController();
const MADE = RuntimeParts.parse({ commit: "a".repeat(40), url: "http://127.0.0.1:9" });
const ctx = () => ({ ...company.job, projectId: company.projectId, attempt, target: "local" as const });
const journal = () => new ProvisioningJournal(company.job, { projectId: company.projectId, attempt });
const again = async (): Promise<void> => {
  const { projectId, job } = company;
  ({ attempt } = await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "retry" })));
};
const FAILURE = { message: "The disk is full.", code: "runtime.disk" };
async function fail(): Promise<void> {
  await journal().advance(() => ({ type: "step_failed", step: PROVISIONING_PLAN[1]?.name ?? "", failure: FAILURE }));
  await markProvisioning.undo(ctx(), MADE, signal);
  await journal().advance(() => ({ type: "ended", phase: "failed" }));
}
async function succeed(): Promise<void> {
  for (let time = 0; time < 2; time += 1) await markProvisioning.run(ctx(), MADE, signal);
  for (let time = 0; time < 2; time += 1) await activate.run(ctx(), MADE, signal);
  await announceRuntime.run(ctx(), MADE, signal);
  await journal().advance(() => ({ type: "succeeded" }));
}
async function probe(trouble: string | null): Promise<void> {
  const { projectId, job } = company;
  const { rows } = await world.admin.query<{ epoch: number }>(
    "select epoch from project_runtime_instances where project_id = $1",
    [projectId],
  );
  const epoch = rows[0]?.epoch ?? 0;
  for (let time = 0; time < 3; time += 1) await recordProbe(job, { projectId, epoch, trouble, url: null });
}

test("each change of where a company's work runs has exactly one line of the ledger in its own commit, and so has each attempt", async () => {
  await markProvisioning.run(ctx(), MADE, signal);
  await fail();
  await again();
  await fail();
  await again();
  await succeed();
  await probe("It does not answer.");
  await probe(null);
  await followPayment(company.job);
  await pay(world, company);
  await followPayment(company.job);
  attempt += 1;
  await succeed();
  await removeRuntime(company.job, company);
  await again();
  await succeed();
  await activate.undo(ctx(), MADE, signal);
  await again();
  await succeed();
  await probe("It does not answer.");
  await removeRuntime(company.job, company);
  const states = await seenInstances();
  expect(states).toEqual({
    "new to shared/requested": ["runtime.requested"],
    "shared/requested to provisioning/running": ["runtime.provisioning_started"],
    "shared/requested to shared/failed": ["runtime.provisioning_failed"],
    "provisioning/running to shared/failed": ["runtime.provisioning_failed"],
    "provisioning/running to dedicated/active": ["runtime.activated"],
    "dedicated/active to shared/unhealthy": ["runtime.fell_back"],
    "dedicated/active to shared/failed": ["runtime.taken_back"],
    "dedicated/active to shared/retiring": ["runtime.removing", "runtime.retiring"],
    "shared/unhealthy to dedicated/active": ["runtime.returned"],
    "shared/unhealthy to shared/retiring": ["runtime.removing"],
    "shared/retiring to shared/requested": ["runtime.requested"],
    "shared/retiring to shared/retired": ["runtime.removed"],
    "shared/retired to shared/requested": ["runtime.requested"],
    "shared/failed to shared/requested": ["runtime.requested"],
  });
  expect(await seenAttempts()).toEqual({
    "new to running": ["runtime.requested"],
    "running to undoing": ["runtime.step_failed"],
    "undoing to failed": ["runtime.provisioning_failed"],
    "running to succeeded": ["runtime.provisioned"],
  });
});

test("where the line cannot be written, the work stays where it is", async () => {
  await markProvisioning.run(ctx(), MADE, signal);
  await expect(withoutLedger(world, () => activate.run(ctx(), MADE, signal))).rejects.toThrow();
  const modeOf = async () =>
    (
      await world.admin.query("select mode, epoch from project_runtime_instances where project_id = $1", [
        company.projectId,
      ])
    ).rows;
  expect(await modeOf()).toEqual([{ mode: "provisioning", epoch: 0 }]);
});
