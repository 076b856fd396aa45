import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { removePublished } from "@/lib/company/publishing/remove-published";
import { serveSites } from "@/lib/company/publishing/serve-sites";
import { carriedOut } from "../../../factories/carried-out";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let home: string;
let world: TestWorld;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "serve-"));
  world = await createTestWorld({ GREENLIGHT_HOME: home, LOCAL_MODE: "true" });
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

const isServed = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

test("every site of this machine is served, none where there is none, and none of a deleted company", async () => {
  expect(await serveSites(world.system())).toBe(0);
  const [kept, deleted] = [await world.company(), await world.company()];
  const urls: string[] = [];
  for (const company of [kept, deleted]) {
    await carriedOut(company, "website.deploy", { files: [{ path: "index.html", content: "<h1>Hello</h1>" }] });
    const { data } = await listDeployments(company.owner, { projectId: company.projectId, limit: 1 });
    urls.push(data[0]?.url ?? "");
  }
  const change = { message: "m", files: [{ path: "a.md", content: "a" }] };
  await carriedOut(deleted, "repository.commit", change);
  expect(await serveSites(world.system())).toBe(2);
  await expect(removePublished(deleted.viewer, deleted)).rejects.toMatchObject({ code: "permission.missing" });
  await removePublished(deleted.job, deleted);
  await removePublished(deleted.job, deleted);
  expect(await serveSites(world.system())).toBe(1);
  await expect.poll(() => Promise.all(urls.map(isServed)), { timeout: 20_000 }).toEqual([true, false]);
});

test("a site that cannot be served stops no other work", async () => {
  await writeFile(join(home, "sites", "broken"), "no folder");
  expect(await serveSites(world.system())).toBe(0);
});
