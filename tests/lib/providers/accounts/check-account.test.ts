import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountCheck, VendorAccount } from "@/lib/providers/accounts/port";
import { checkAccount } from "@/lib/providers/accounts/select";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";
import { fakeMeta, META_TOKEN, type FakeMeta } from "../../../fakes/meta";
import { fakeVercel, VERCEL_TOKEN, type FakeVercel } from "../../../fakes/vercel";
import { vendorServer, type VendorServer } from "../../../support/vendor-server";

const KEY = "re_key_0123456789abcdef";
let github: FakeGithub;
let meta: FakeMeta;
let vercel: FakeVercel;
let resend: VendorServer;
let domains: Record<string, unknown>[];
beforeAll(async () => {
  [github, meta, vercel] = [await fakeGithub(), await fakeMeta(), await fakeVercel()];
  resend = await vendorServer({
    vendor: "resend",
    handle: ({ headers }, contract) => {
      const key = headers.authorization?.replace("Bearer ", "");
      if (key === "re_send_only") return { status: 401, body: { name: "restricted_api_key", message: "only send" } };
      if (key !== KEY)
        return { status: 400, body: { name: "validation_error", message: `API key is invalid: ${key}` } };
      return { body: contract.answer("GET /domains", { data: domains }) };
    },
  });
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    GITHUB_API_URL: github.url,
    META_API_URL: meta.url,
    VERCEL_API_URL: vercel.url,
    RESEND_API_URL: resend.url,
  });
});
afterAll(() => Promise.all([github, meta, vercel, resend].map((server) => server.close())));

const check = (account: VendorAccount): Promise<AccountCheck> => checkAccount(account, new AbortController().signal);
const seen = ({ steps }: AccountCheck): [string, boolean][] => steps.map(({ name, ok }) => [name, ok]);

const ofResend = (config: object): Promise<AccountCheck> =>
  check({ provider: "resend", config: { api_key: KEY, ...config } });

test("Resend: the key, its scope, the domain and the sender", async () => {
  domains = [
    { name: "acme.com", status: "verified" },
    { name: "old.com", status: "not_started" },
  ];
  expect(await ofResend({ domain: "acme.com", from: "hello@acme.com" })).toMatchObject({ verdict: "ok" });
  expect(seen(await ofResend({ domain: "old.com" }))).toEqual([
    ["Key", true],
    ["Domain", false],
  ]);
  expect(seen(await ofResend({ domain: "other.com" }))).toEqual([
    ["Key", true],
    ["Domain", false],
  ]);
  expect(await ofResend({ domain: "acme.com", from: "hello@other.com" })).toMatchObject({ verdict: "rejected" });
  expect(await ofResend({ api_key: "re_send_only", domain: "acme.com" })).toMatchObject({
    verdict: "ok",
    steps: [
      { observed: "The key may send, and nothing else." },
      { observed: "Not looked at: this key may not read domains." },
      {},
    ],
  });
});

test("GitHub: the token, the repository, the right to write and the branch", async () => {
  github.push("acme/website", "main", { "a.txt": "a" });
  const config = { token: GITHUB_TOKEN, owner: "acme", repository: "website" };
  expect(seen(await check({ provider: "github", config }))).toEqual([
    ["Token", true],
    ["Repository", true],
    ["Permission to write", true],
    ["Branch", true],
  ]);
  const missing = await check({ provider: "github", config: { ...config, repository: "nowhere" } });
  expect(missing).toMatchObject({
    verdict: "rejected",
    steps: [{}, { name: "Repository", fix: expect.stringContaining("acme/nowhere") }],
  });
});

test("Vercel: the token, the team and whether visitors meet a login", async () => {
  const config = { token: VERCEL_TOKEN, team_id: "team_1", project: "website" };
  expect(await check({ provider: "vercel", config })).toMatchObject({
    verdict: "ok",
    steps: [{}, { name: "Team" }, { name: "Project" }],
  });
  vercel.protectedProjects.add("website");
  expect(await check({ provider: "vercel", config })).toMatchObject({
    verdict: "rejected",
    steps: [
      {},
      {},
      { observed: "Visitors of website meet a login.", fix: expect.stringContaining("Deployment Protection") },
    ],
  });
});

test("Meta: the rights, the ad account, and a campaign that is validated and not made", async () => {
  const config = { access_token: META_TOKEN, ad_account_id: "1" };
  const found = await check({ provider: "meta", config });
  expect(found).toMatchObject({
    verdict: "ok",
    steps: [{}, { observed: "Acme ads, EUR, Europe/Berlin, no spend cap." }, {}],
  });
  expect(meta.campaigns.size).toBe(0);
  const without = await check({ provider: "meta", config: { access_token: META_TOKEN } });
  expect(without).toMatchObject({ verdict: "rejected", steps: [{}, { observed: "No ad account is named." }] });
});

const WRONG = "wrong-key-0123456789abcdef";
const ACCOUNTS: [VendorAccount, () => VendorServer][] = [
  [{ provider: "resend", config: { api_key: WRONG } }, () => resend],
  [{ provider: "github", config: { token: WRONG } }, () => github],
  [{ provider: "vercel", config: { token: WRONG } }, () => vercel],
  [{ provider: "meta", config: { access_token: WRONG, ad_account_id: "1" } }, () => meta],
];

test.each(ACCOUNTS)(
  "$provider: a refused key and a vendor that is away are told apart, and the key is repeated in neither",
  async (account, server) => {
    const refused = await check(account);
    expect(refused).toMatchObject({ verdict: "rejected", steps: [{ ok: false, fix: expect.any(String) }] });
    const said = [refused];
    for (const fault of ["dies", 429, 500, 503] as const) {
      server().fail(() => true, fault);
      said.push(await check(account));
    }
    expect(said.slice(1).map(({ verdict }) => verdict)).toEqual(Array(4).fill("unreachable"));
    expect(JSON.stringify(said)).not.toContain(WRONG);
  },
);

test("a test asks nothing that a vendor does not describe, and nothing but Meta's validation is sent", () => {
  const servers = [resend, github, vercel, meta];
  expect(servers.flatMap(({ violations }) => violations)).toEqual([]);
  const writing = servers.flatMap(({ calls }) => calls.filter(({ method }) => method !== "GET"));
  expect(writing.every(({ body }) => JSON.stringify(body).includes("validate_only"))).toBe(true);
  expect(writing.length).toBeGreaterThan(0);
});
