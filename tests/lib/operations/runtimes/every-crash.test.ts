import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git } from "@/lib/providers/source-control/local/git";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import type { Company } from "../../../factories/test-world";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

const AT_ONCE = 2;
/** Each company that meets a death gets a runtime of its own, twice: with 1, for every point, this takes ten minutes on a busy machine. */
const STRIDE = 3;

let world: RuntimeWorld;
let program: CrashBundle;
beforeAll(async () => {
  world = await createRuntimeWorld();
  program = await bundleProgram("tests/support/provisioning-child.ts");
});
afterAll(async () => {
  await program.remove();
  await world.close();
});

/** Runs an attempt in a process of its own that dies at a point; the number of points it passed, or null when it was killed. */
function die({ workspaceId, projectId }: Company, attempt: number, dieAt: number): Promise<number | null> {
  return program.die({ workspaceId, projectId, attempt, dieAt });
}

const count = async (text: string, values: unknown[]): Promise<number> =>
  (await world.admin.query<{ n: number }>(`select count(*)::int as n from ${text}`, values)).rows[0]?.n ?? 0;

/** How many there are of everything that a runtime consists of. */
async function countOf({ workspaceId, projectId, job }: Company): Promise<Record<string, number>> {
  const folder = join(world.home, "repositories", `${runtimeName(projectId)}.git`);
  const { output } = await git(["-C", folder, "rev-list", "--count", "--all"], { signal: job.signal });
  return {
    commits: Number(output),
    databases: await count("pg_database where datname = $1", [runtimeName(projectId)]),
    roles: await count("pg_roles where rolname = $1", [runtimeName(projectId)]),
    secrets: await count("project_runtime_secrets where project_id = $1", [projectId]),
    sealed: await count("genesis.vault_secrets where workspace_id = $1", [workspaceId]),
    attempts: await count("project_provisioning_jobs where project_id = $1", [projectId]),
    flips: await count("project_runtime_instances where project_id = $1 and epoch = 1", [projectId]),
    lines: await count("project_events where project_id = $1 and event_type = 'runtime.activated'", [projectId]),
    bells: await count("notifications where workspace_id = $1 and type = 'runtime.activated'", [workspaceId]),
  };
}

const ONE_OF_EACH = {
  commits: 1,
  databases: 1,
  roles: 1,
  secrets: 3,
  sealed: 3,
  attempts: 1,
  flips: 1,
  lines: 1,
  bells: 1,
};

/** Lets a fresh company meet a death at each point of the stride, some at a time, until a worker runs through; the points that it passed. */
async function throughPoints(meet: (dieAt: number) => Promise<number | null>): Promise<number> {
  for (let first = 1; ; first += AT_ONCE * STRIDE) {
    const passed = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => meet(first + n * STRIDE)));
    const through = passed.find((points) => points !== null);
    if (through !== undefined && through !== null) return through;
  }
}

test(
  "a worker that is killed at any point of the attempt: the next one ends with one of each part, and a third one makes nothing",
  { timeout: 900_000 },
  async () => {
    const points = await throughPoints(async (dieAt) => {
      const company = await world.company();
      const attempt = await world.begin(company);
      const passed = await die(company, attempt, dieAt);
      const view = await world.run(company, attempt);
      expect({ dieAt, mode: view.mode, status: view.provisioning?.status }).toEqual({
        dieAt,
        mode: "dedicated",
        status: "succeeded",
      });
      expect({ dieAt, ...(await countOf(company)) }).toEqual({ dieAt, ...ONE_OF_EACH });
      expect((await world.run(company, attempt)).url).toBe(view.url);
      expect(await countOf(company)).toEqual(ONE_OF_EACH);
      await removeRuntime(company.job, company);
      return passed;
    });
    expect(points).toBeGreaterThan(30);
  },
);
