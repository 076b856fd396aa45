import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mainSiteOf } from "@/lib/company/publishing/main-site";
import { openHosting } from "@/lib/company/publishing/open-hosting";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { sha256 } from "@/lib/platform/ids";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { dedicatedAt } from "../../operations/runtimes/dedicated";
import { openRuntimeStub, type RuntimeStub } from "./runtime-stub";

let home: string;
let world: TestWorld;
let company: Company;
let runtime: RuntimeStub;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "sites-"));
  world = await createTestWorld({ GREENLIGHT_HOME: home, LOCAL_MODE: "true" });
});
beforeEach(async () => {
  company = await world.company();
  runtime = await openRuntimeStub();
  await dedicatedAt(world, company, runtime.url);
  const { runtime_key: key } = await openRuntimeSecrets({ ...company.job, projectId: company.projectId });
  runtime.key = key;
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

const signal = new AbortController().signal;
const publish = async (words: string) => {
  const hosting = await openHosting(company.job, { projectId: company.projectId, config: null });
  const files = [{ path: "index.html", bytes: Buffer.from(words) }];
  const made = await hosting.publish(
    { site: mainSiteOf(company.projectId), action: words, marker: sha256(words), files },
    signal,
  );
  return { hosting, made };
};

test("the main site of a company whose work runs in its own runtime is published there", async () => {
  const { hosting, made } = await publish("one");
  expect(made.url).toBe(runtime.url);
  expect(runtime.shown()?.files).toEqual({ "index.html": "one" });
  expect(await hosting.readDeployment(made.providerId, signal)).toMatchObject({
    state: "ready",
    marker: sha256("one"),
  });
  expect(await hosting.isOwnAddress(new URL(made.url))).toBe(true);
  expect(await hosting.findPublished({ site: mainSiteOf(company.projectId), action: "one" }, signal)).toEqual(made);
  await runtime.close();
});

test.each(["refuses", "hangs up", "answers nonsense", "has no such door", "forgets"] as const)(
  "a runtime that %s leaves the site with this machine's web servers, whole",
  async (fault) => {
    runtime.fault = fault;
    const { hosting, made } = await publish(`with ${fault}`);
    expect(made.providerId).toMatch(/^local:/);
    expect(await (await fetch(made.url)).text()).toBe(`with ${fault}`);
    expect(await hosting.readDeployment(made.providerId, signal)).toMatchObject({ state: "ready", url: made.url });
    await runtime.close();
  },
);

test("after the work moved away, what was published there is found on this machine", async () => {
  const { made } = await publish("two");
  await world.admin.query("update project_runtime_instances set mode = 'shared' where project_id = $1", [
    company.projectId,
  ]);
  await runtime.close();
  const hosting = await openHosting(company.job, { projectId: company.projectId, config: null });
  const found = await hosting.readDeployment(made.providerId, signal);
  expect(found).toMatchObject({ state: "ready", marker: sha256("two") });
  expect(await (await fetch(found?.url ?? "")).text()).toBe("two");
});

test("the key is opened for jobs alone, and another workspace's company has no runtime here", async () => {
  const account = { projectId: company.projectId, config: null };
  await expect(openHosting(company.owner, account)).rejects.toMatchObject({ code: "credential.sealed" });
  const elsewhere = await openHosting({ ...company.stranger, actor: company.job.actor }, account);
  expect(await elsewhere.isOwnAddress(new URL(runtime.url))).toBe(false);
  await runtime.close();
});
