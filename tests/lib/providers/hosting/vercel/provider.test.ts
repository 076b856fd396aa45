import { afterAll, beforeAll, expect, test } from "vitest";
import { vercelHosting } from "@/lib/providers/hosting/vercel/provider";
import { publicAddress } from "@/lib/providers/hosting/vercel/map";
import type { PublishRequest } from "@/lib/providers/hosting/port";
import { fakeVercel, VERCEL_TOKEN, type FakeVercel } from "../../../../fakes/vercel";

const signal = new AbortController().signal;
let vercel: FakeVercel;
beforeAll(async () => {
  vercel = await fakeVercel();
  const environment = {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
  };
  Object.assign(process.env, environment, { VERCEL_API_URL: vercel.url });
});
afterAll(() => vercel.close());

const hosting = () => vercelHosting({ token: VERCEL_TOKEN, team_id: "team_1" });
const request = (action: string): PublishRequest => ({
  site: "website",
  action,
  marker: "m".repeat(64),
  files: [{ path: "index.html", bytes: Buffer.from("<h1>Über</h1>") }],
});

test("a site is published with its files and its marker, once for each action, on behalf of the team", async () => {
  const made = await hosting().publish(request("a"), signal);
  expect(await hosting().publish(request("a"), signal)).toEqual(made);
  expect(vercel.deployments).toHaveLength(1);
  expect(vercel.deployments[0]?.files).toEqual([
    { file: "index.html", data: Buffer.from("<h1>Über</h1>").toString("base64"), encoding: "base64" },
  ]);
  expect(vercel.calls.every(({ query }) => query.teamId === "team_1")).toBe(true);
  expect(await hosting().readDeployment(made.providerId, signal)).toMatchObject({
    state: "building",
    marker: "m".repeat(64),
  });
});

test("a deployment becomes ready or fails by the provider's own word", async () => {
  const { providerId } = await hosting().publish(request("b"), signal);
  const kept = vercel.deployments.at(-1);
  Object.assign(kept ?? {}, { readyState: "READY", alias: ["website-acme.vercel.app", "website.vercel.app"] });
  expect(await hosting().readDeployment(providerId, signal)).toMatchObject({
    state: "ready",
    url: "https://website.vercel.app",
  });
  Object.assign(kept ?? {}, { readyState: "ERROR" });
  expect(await hosting().readDeployment(providerId, signal)).toMatchObject({ state: "failed" });
  expect(await hosting().readDeployment("dpl_404", signal)).toBeNull();
});

test("an answer that was lost is found by the action", async () => {
  vercel.fail(({ method }) => method === "POST", "acts_and_dies");
  await expect(hosting().publish(request("c"), signal)).rejects.toMatchObject({ code: "vercel.broken_off" });
  const before = vercel.deployments.length;
  const found = await hosting().findPublished(request("c"), signal);
  expect(await hosting().publish(request("c"), signal)).toEqual(found);
  expect(vercel.deployments).toHaveLength(before);
});

test("another customer's address of the same name is not taken for ours", () => {
  const deployment = { id: "1", name: "website", url: "website-x1.vercel.app", readyState: "READY" };
  expect(publicAddress({ ...deployment, alias: ["website-acme-team.vercel.app"] })).toBe(
    "https://website-acme-team.vercel.app",
  );
  expect(publicAddress({ ...deployment, alias: [] })).toBe("https://website-x1.vercel.app");
});

test("Vercel was asked only what it describes", () => {
  expect(vercel.violations).toEqual([]);
});
