import { expect, test } from "vitest";
import { askHealth } from "@/lib/providers/hosting/ask-health";
import { renderAppHosting } from "@/lib/providers/hosting/render/app-provider";
import { fakeRender, RENDER_KEY, RENDER_OWNER } from "../../../../fakes/render";
import { briefly, COMMIT, KEY, signal, testAppHosting } from "../app-hosting-contract";

/** The source has these commits of every application; `main` is the first one. */
const REPOSITORIES = "https://github.com/acme";

const at = testAppHosting({
  open: (source) =>
    fakeRender((repo, commit) =>
      repo.startsWith(`${REPOSITORIES}/gl-`) ? { commit: commit ?? COMMIT, files: source() } : null,
    ),
  hosting: ({ url }) =>
    renderAppHosting(
      { key: RENDER_KEY, owner: RENDER_OWNER, region: "frankfurt", url, repositories: REPOSITORIES },
      briefly,
    ),
  ordered: (render) => [render.count("POST", /^\/services$/), render.count("POST", /\/deploys$/)],
  // Making a service deploys it.
  once: [1, 0],
  badDay: { serviceFails: 1, listLag: 4, deployLag: 1, commitLag: 2 },
  serviceId: /^render:srv-/,
  notBuilt: {
    code: "render.not_deployed",
    message: "Render could not deploy the application: build failed. Its log at Render says why.",
  },
});
const servicesOf = (name: string) => [...at.vendor.services.values()].filter((one) => one.name === name);

test("it has exactly its variables, also those that it is given later, and the source is the company's repository, deployed on demand alone", async () => {
  await at.deploy();
  const [service] = servicesOf(at.name);
  expect(Object.fromEntries(service!.variables)).toEqual(at.environment());
  const [ordered] = at.vendor.calls.filter(({ method, path }) => method === "POST" && path === "/services");
  expect(ordered?.body).toMatchObject({
    repo: `${REPOSITORIES}/${at.name}`,
    ...{ branch: "main", autoDeploy: "no", ownerId: RENDER_OWNER },
    serviceDetails: { region: "frankfurt", plan: "starter", runtime: "node" },
  });
  const later = { ...at.environment(), GREENLIGHT_URL: "https://greenlight.example" };
  await at.hosting.setEnvironment(at.name, later, signal);
  expect(Object.fromEntries(servicesOf(at.name)[0]!.variables)).toEqual(later);
});

test("a second service of the name, which an order made that was given twice, is taken away, and the oldest stays", async () => {
  const first = await at.deploy();
  const [service] = servicesOf(at.name);
  const twin = { ...service!, id: "srv-twin", createdAt: "2027-01-01T00:00:00.000Z", unlisted: 0 };
  at.vendor.services.set(twin.id, twin);
  expect(await at.deploy()).toEqual(first);
  expect(servicesOf(at.name).map(({ id }) => id)).toEqual([service!.id]);
});

test("a service whose name only begins like it is another one", async () => {
  const other = at.name;
  const { url } = await at.deploy();
  at.name = other.slice(0, -1);
  expect(await at.hosting.exists(at.name, signal)).toBe(false);
  await at.hosting.remove(at.name, signal);
  expect((await fetch(url)).status).toBe(200);
});

test("a deploy that Render only queues, and one whose answer is lost, are found by their commit and ordered once", async () => {
  await at.deploy();
  const next = ["c".repeat(40), "d".repeat(40)];
  for (const [mood, commit] of [[{ queues: true }, next[0]!] as const, [{ deployFails: 1 }, next[1]!] as const]) {
    Object.assign(at.vendor.moods, { deployLag: 1, ...mood });
    at.vendor.calls.length = 0;
    const { url } = await at.deploy(commit);
    await askHealth({ url, key: KEY, commit }, signal);
    expect(at.vendor.count("POST", /\/deploys$/)).toBe(1);
  }
});

test("one that was suspended does not run, and is started again where it is looked after", async () => {
  const running = await at.deploy();
  servicesOf(at.name)[0]!.suspended = true;
  expect(await at.hosting.find(at.name, signal)).toBeNull();
  expect(await at.hosting.keep(at.name, signal)).toEqual(running);
});

test("an account that cannot pay, and a repository that Render may not read, are refused in Render's words and leave nothing", async () => {
  at.vendor.moods.unpaid = true;
  await expect(at.deploy()).rejects.toMatchObject({
    code: "render.http_402",
    message: "Render refused: Payment information is required to complete this request.",
  });
  at.vendor.moods.unpaid = false;
  at.name = "another-name";
  await expect(at.deploy()).rejects.toMatchObject({
    code: "render.http_400",
    message: "Render refused: invalid or unfetchable repo",
  });
  expect(servicesOf(at.name)).toEqual([]);
});

test("an address that is not encrypted is none", async () => {
  await at.deploy();
  servicesOf(at.name)[0]!.url = "http://render.example";
  await expect(at.hosting.find(at.name, signal)).rejects.toMatchObject({ code: "render.no_address" });
});

test("Render was asked only what it describes", () => {
  expect(at.vendor.violations).toEqual([]);
});
