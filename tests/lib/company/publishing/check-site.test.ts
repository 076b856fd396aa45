import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActingAccount } from "@/lib/company/approvals/define-action";
import { checkSite } from "@/lib/company/publishing/check-site";
import { sha256 } from "@/lib/platform/ids";
import { selectHosting } from "@/lib/providers/hosting/select";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let home: string;
let world: TestWorld;
let company: Company;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "sites-"));
  world = await createTestWorld({ GREENLIGHT_HOME: home, LOCAL_MODE: "true" });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

const signal = new AbortController().signal;
const BUILT_IN = { label: "Web server of this machine", integration: null, shared: false };
const publish = (action: string) =>
  selectHosting(null).publish(
    { site: "website-1", action, marker: sha256(action), files: [{ path: "index.html", bytes: Buffer.from("x") }] },
    signal,
  );
const check = (providerId: string | null, marker: string, account: ActingAccount = BUILT_IN) =>
  checkSite(company.job, { projectId: company.projectId, account, marker, providerId, signal });

test("the pinned deployment decides: an older one is contradicted as soon as another is what visitors see", async () => {
  const first = await publish("one");
  expect(await check(first.providerId, sha256("one"))).toMatchObject({ verdict: "verified" });
  await publish("two");
  expect(await check(first.providerId, sha256("one"))).toMatchObject({ verdict: "contradicted" });
});

test("a deployment that is not there, or has other files, is contradicted without a visit", async () => {
  const made = await publish("three");
  expect(await check(made.providerId, sha256("other"))).toMatchObject({ verdict: "contradicted", check: "deployment" });
  expect(await check(null, sha256("three"))).toMatchObject({ verdict: "contradicted", check: "deployment" });
});

test("an account that is not connected any more cannot be asked", async () => {
  const account = { label: "acme (your Vercel)", integration: company.projectId, shared: false };
  expect(await check("dpl_1", sha256("x"), account)).toMatchObject({ verdict: "unverifiable" });
});

test("it takes the right to read the company", async () => {
  const none = { ...company.viewer, actor: { type: "recipient", permissions: new Set<never>() } } as const;
  const of = { projectId: company.projectId, account: BUILT_IN, marker: "x", providerId: null, signal };
  await expect(checkSite(none, of)).rejects.toMatchObject({ code: "permission.missing" });
});
