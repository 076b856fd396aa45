import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { probeRuntime } from "@/lib/operations/runtimes/probe-runtime";
import { readRuntimeRows } from "@/lib/operations/runtimes/read-runtime-rows";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import type { Company } from "../../../factories/test-world";
import { booksOf, NONE, ONE_OF_EACH, violationsOf, type CloudWorld } from "./cloud-world";

const EVERYTHING = { repository: true, database: true, application: true, running: true };
const NOTHING = { repository: false, database: false, application: false, running: false };

/** A build, and the waits between looks at a vendor, take their time. */
vi.setConfig({ testTimeout: 400_000 });

type Of = {
  open: () => Promise<CloudWorld>;
  target: string;
  serviceId: RegExp;
  keysInside: readonly string[];
  /** The host acts and does not confirm, and lists late. */
  badDay: object;
  /** A part of the host's words for a build that failed. */
  notBuilt: string;
};

/** Runtimes in the operator's accounts, the same whoever hosts the applications. */
export function testCloudRuntimes({ open, target, serviceId, keysInside, badDay, notBuilt }: Of): void {
  let world: CloudWorld;
  let company: Company;
  let name: string;
  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    company = await world.company();
    name = runtimeName(company.projectId);
    for (const fake of [world.github, world.neon, world.host]) fake.calls.length = 0;
  });
  afterAll(() => world.close());

  const books = () => booksOf(world, company);
  const orders = (): number =>
    [world.github, world.neon, world.host].reduce(
      (sum, { calls }) => sum + calls.filter(({ method }) => method === "POST").length,
      0,
    );

  test("a company gets a repository at GitHub, a project of Neon and an application at the host, healthy by its own word; a second run makes nothing", async () => {
    const attempt = await world.begin(company);
    const view = await world.run(company, attempt);
    expect(view).toMatchObject({
      mode: "dedicated",
      status: "active",
      target,
      monthly_cost_cents: null,
      provisioning: { status: "succeeded", error: null },
      resources: [
        { kind: "repository", name },
        { kind: "database", name },
        { kind: "application", name: expect.stringMatching(serviceId) },
      ],
    });
    expect([books(), await world.resources(company)]).toEqual([ONE_OF_EACH, EVERYTHING]);
    expect(await (await fetch(view.url ?? "")).text()).toContain("Coming soon");

    const made = orders();
    expect((await world.run(company, attempt)).url).toBe(view.url);
    expect([orders(), books()]).toEqual([made, ONE_OF_EACH]);
    await removeRuntime(company.job, company);
  });

  test("no key of ours at a vendor is inside: not in its variables, its repository or its database; and no secret of it is in an address or a row", async () => {
    await world.dedicate(company);
    const variables = world.host.variablesOf(name);
    expect(Object.keys(variables).toSorted()).toEqual(keysInside);
    const rows: string[] = [];
    await readRuntimeRows(company.job, company, async ({ line }) => void rows.push(line));
    expect(rows.length).toBeGreaterThan(0);
    const inside = {
      variables: Object.values(variables).join("\n"),
      repository: [...world.github.repository(`acme/${name}`).blobs.values()].join("\n"),
      database: rows.join("\n"),
    };
    for (const [place, text] of Object.entries(inside))
      for (const key of world.keys) expect({ place, found: text.includes(key) }).toEqual({ place, found: false });

    const secrets = Object.values(await openRuntimeSecrets({ ...company.job, projectId: company.projectId }));
    const { rows: instances } = await world.admin.query(
      `select query_to_xml(format('select * from project_runtime_instances where project_id = %L', $1::text), true, false, '')::text as text
       union all select query_to_xml(format('select * from project_provisioning_jobs where project_id = %L', $1::text), true, false, '')::text`,
      [company.projectId],
    );
    const addresses = [world.github, world.neon, world.host].flatMap(({ calls }) =>
      calls.map(({ path, query }) => `${path} ${JSON.stringify(query)}`),
    );
    const seen = JSON.stringify([instances, addresses, await getRuntime(company.owner, company)]);
    for (const secret of [...secrets, ...world.keys]) expect(seen).not.toContain(secret);
    await removeRuntime(company.job, company);
  });

  test("a runtime that does not answer gives its work back after three probes, once; well again, it gets it back", async () => {
    const { url } = await world.dedicate(company);
    world.host.stop(name);
    for (let time = 0; time < 3; time++) await probeRuntime(company.job, company);
    expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "shared", status: "unhealthy" });
    expect(books()).toEqual(ONE_OF_EACH);

    await world.host.start(name);
    await probeRuntime(company.job, company);
    for (let time = 0; time < 3; time++) await probeRuntime(company.job, company);
    const view = await getRuntime(company.owner, company);
    expect(view).toMatchObject({ mode: "dedicated", status: "active", health: { ok: true } });
    expect(view.url).not.toBe(url);
    await removeRuntime(company.job, company);
  });

  test("removed twice, by the vendors' own books nothing of it is left, also where answers were lost; and a new one can be set up", async () => {
    const { url } = await world.dedicate(company);
    for (const fake of [world.github, world.neon, world.host])
      fake.fail(({ method }) => method === "DELETE", "acts_and_dies");
    for (let time = 0; time < 2; time++) await removeRuntime(company.job, company);
    expect([books(), await world.resources(company)]).toEqual([NONE, NOTHING]);
    await expect(fetch(url ?? "")).rejects.toThrow();
    expect(await getRuntime(company.owner, company)).toMatchObject({
      mode: "shared",
      status: "retired",
      resources: [],
    });
    expect(await world.dedicate(company)).toMatchObject({ mode: "dedicated", provisioning: { attempt: 2 } });
    await removeRuntime(company.job, company);
  });

  test("on a day when every vendor acts and does not confirm, lists late and is busy, it ends with one of each", async () => {
    Object.assign(world.github.moods, { failsAfterwards: 1, branchLag: 1 });
    Object.assign(world.neon.moods, { failsAfterwards: 1, listLag: 3, unknownAtFirst: 1, lockedFor: 1, tooMany: 1 });
    Object.assign(world.host.moods, badDay);
    world.github.fail(({ method }) => method === "PATCH", "acts_and_dies");
    world.host.fail(({ path }) => path.endsWith("/env"), "acts_and_dies");
    expect(await world.dedicate(company)).toMatchObject({ mode: "dedicated", provisioning: { status: "succeeded" } });
    expect(books()).toEqual(ONE_OF_EACH);
    await removeRuntime(company.job, company);
    expect(books()).toEqual(NONE);
    for (const { moods } of [world.github, world.neon, world.host])
      for (const mood of Object.keys(moods)) Reflect.deleteProperty(moods, mood);
  });

  test("an attempt that a vendor refuses is undone at all of them, and says why in the vendor's words", async () => {
    Object.assign(world.host.moods, { breaksBuild: true });
    const failed = await world.dedicate(company);
    expect(failed).toMatchObject({
      mode: "shared",
      status: "failed",
      resources: [],
      provisioning: {
        status: "failed",
        error: { step: "start_application", message: expect.stringContaining(notBuilt) },
      },
    });
    expect([books(), await world.resources(company)]).toEqual([NONE, NOTHING]);
    Object.assign(world.host.moods, { breaksBuild: false });
    world.neon.moods.refuses = "projects limit exceeded";
    expect(await world.dedicate(company)).toMatchObject({
      provisioning: { error: { step: "create_database", message: "Neon refused: projects limit exceeded" } },
    });
    expect(books()).toEqual(NONE);
    delete world.neon.moods.refuses;
  });

  test("the vendors were asked only what they describe", () => {
    expect(violationsOf(world)).toEqual([]);
  });
}
