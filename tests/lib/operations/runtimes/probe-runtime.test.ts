import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { probeRuntime } from "@/lib/operations/runtimes/probe-runtime";
import type { RuntimeView } from "@/lib/operations/runtimes/schemas";
import type { Company } from "../../../factories/test-world";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
let company: Company;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
beforeEach(async () => {
  company = await world.company();
  await world.dedicate(company);
});
afterAll(() => world.close());

const folder = (): string => join(world.home, "runtimes", runtimeName(company.projectId));
const probe = async (): Promise<RuntimeView> => {
  await probeRuntime(company.job, company);
  return getRuntime(company.owner, company);
};
/** Ends the application as a crash does, and waits until it answers no more. */
async function kill({ url }: RuntimeView): Promise<void> {
  const { pid } = JSON.parse(await readFile(join(folder(), "service.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(fetch(url ?? "")).rejects.toThrow(), { timeout: 30_000, interval: 100 });
}
const told = async (): Promise<string[]> => {
  const { rows } = await world.admin.query<{ type: string }>(
    "select type from notifications where workspace_id = $1 order by created_at",
    [company.workspaceId],
  );
  return rows.map(({ type }) => type);
};

test("an application that was killed is running again after the probe that noticed", async () => {
  const before = await probe();
  expect(before).toMatchObject({ mode: "dedicated", health: { ok: true } });
  await kill(before);
  expect(await probe()).toMatchObject({ mode: "dedicated", health: { ok: false } });
  const after = await probe();
  expect(after).toMatchObject({ mode: "dedicated", health: { ok: true, trouble: null } });
  expect((await fetch(after.url ?? "")).status).toBe(200);
  expect(await told()).toEqual(["runtime.activated"]);
});

test("one that cannot run again is left after three probes: the work is shared, told once; three good probes bring it back", async () => {
  const before = await probe();
  const launcherFolder = join(folder(), "releases");
  await rename(launcherFolder, `${launcherFolder}.away`);
  await kill(before);
  const modes: string[] = [];
  for (let time = 0; time < 5; time++) modes.push((await probe()).mode);
  expect(modes).toEqual(["dedicated", "dedicated", "shared", "shared", "shared"]);
  expect(await getRuntime(company.owner, company)).toMatchObject({ status: "unhealthy", health: { ok: false } });

  await rename(`${launcherFolder}.away`, launcherFolder);
  const healed: string[] = [];
  // The first one still finds it ended, and starts it.
  for (let time = 0; time < 4; time++) healed.push((await probe()).mode);
  expect(healed).toEqual(["shared", "shared", "shared", "dedicated"]);
  expect(await told()).toEqual(["runtime.activated", "runtime.fell_back", "runtime.returned"]);
  const { rows } = await world.admin.query("select epoch from project_runtime_instances where project_id = $1", [
    company.projectId,
  ]);
  expect(rows).toEqual([{ epoch: 3 }]);
});

test("one whose database refuses it is not well, though it answers", async () => {
  const name = runtimeName(company.projectId);
  await world.admin.query(`alter role "${name}" nologin`);
  await world.admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [name]);
  expect(await probe()).toMatchObject({ health: { ok: false, trouble: expect.stringMatching(/./) } });
  await world.admin.query(`alter role "${name}" login`);
  expect(await probe()).toMatchObject({ health: { ok: true } });
});

test("a company on the shared runtime is not probed, and a viewer may not probe", async () => {
  const other = await world.company();
  await probeRuntime(other.job, other);
  expect(await getRuntime(other.owner, other)).toMatchObject({ status: "none", health: null });
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(probeRuntime(viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
});
