import { afterAll, beforeAll, expect, test } from "vitest";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import type { Company } from "../../../factories/test-world";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import { booksOf, NONE, ONE_OF_EACH, violationsOf, type CloudWorld } from "./cloud-world";

const AT_ONCE = 2;
/** Each company that meets a death has its application built twice: with 1, for every point, this takes seven minutes on a busy machine. */
const STRIDE = 3;

type Of = {
  open: () => Promise<CloudWorld>;
  /** The host lists late. */
  lag: object;
  /** A set-up gives more orders than this, before and after each of which the worker dies. */
  morePointsThan: number;
};

/** Workers that die between their orders (target F1), whoever hosts the applications. */
export function testCloudCrashes({ open, lag, morePointsThan }: Of): void {
  let world: CloudWorld;
  let program: CrashBundle;
  beforeAll(async () => {
    world = await open();
    program = await bundleProgram("tests/support/cloud-provisioning-child.ts");
    // The next worker asks while the order of the dead one is not listed yet.
    Object.assign(world.neon.moods, { listLag: 2 });
    Object.assign(world.host.moods, lag);
  });
  afterAll(async () => {
    await program.remove();
    await world.close();
  });

  /** How many of each there are by the vendors' own books, and by ours. */
  async function books(company: Company): Promise<Record<string, number>> {
    const { rows } = await world.admin.query<{ flips: number; bells: number }>(
      `select (select epoch from project_runtime_instances where project_id = $2) as flips,
         (select count(*)::int from notifications where workspace_id = $1 and type = 'runtime.activated') as bells`,
      [company.workspaceId, company.projectId],
    );
    return { ...booksOf(world, company), ...rows[0] };
  }
  const WHOLE = { ...ONE_OF_EACH, flips: 1, bells: 1 };

  /** A company whose worker dies at a point; the next one ends its attempt. The number of points that were passed, or null after a death. */
  async function meet(dieAt: number): Promise<number | null> {
    const company = await world.company();
    const { workspaceId, projectId } = company;
    const attempt = await world.begin(company);
    const vendors = [world.github.url, world.neon.url, world.host.url];
    const passed = await program.die({ workspaceId, projectId, attempt, dieAt, vendors });
    const view = await world.run(company, attempt);
    expect({ dieAt, mode: view.mode, trouble: view.provisioning?.error }).toEqual({
      dieAt,
      mode: "dedicated",
      trouble: null,
    });
    expect({ dieAt, ...(await books(company)) }).toEqual({ dieAt, ...WHOLE });
    await world.run(company, attempt);
    expect(await books(company)).toEqual(WHOLE);
    await removeRuntime(company.job, company);
    expect(await books(company)).toMatchObject(NONE);
    return passed;
  }

  test(
    "a worker that is killed before an order or after it: the next one ends with one of each at the vendors, and a third one makes nothing",
    { timeout: 900_000 },
    async () => {
      let through: number | null = null;
      for (let first = 1; through === null; first += AT_ONCE * STRIDE) {
        const passed = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => meet(first + n * STRIDE)));
        through = passed.find((points) => points !== null) ?? null;
      }
      expect(through).toBeGreaterThan(morePointsThan);
    },
  );

  test("the vendors were asked only what they describe", () => {
    expect(violationsOf(world)).toEqual([]);
  });
}
