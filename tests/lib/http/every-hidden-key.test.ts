import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { testIntegration } from "@/lib/company/integrations/test-integration";
import type { RouteHandler } from "@/lib/http/route";
import { isOn } from "@/lib/platform/features";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { routeManifest, type Entrance } from "../../support/route-manifest";
import { vendorServer, type VendorServer } from "../../support/vendor-server";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

const canary = (): string => `canary-${randomBytes(12).toString("hex")}`;
const KEYS = {
  github: { token: canary(), owner: "acme" },
  vercel: { token: canary(), team_id: "team_1" },
  meta: { access_token: canary(), ad_account_id: "act_1" },
  resend: { api_key: `re_${canary()}`, from: "hello@acme.example" },
} as const;
const SECRETS = [KEYS.github.token, KEYS.vercel.token, KEYS.meta.access_token, KEYS.resend.api_key];
const OPERATOR = { sub: "user_operator", email: "operator@example.com" };
const SESSIONS: ReadonlySet<string> = new Set(["signed_in", "member", "member_of_project", "admin"]);

let vendor: VendorServer;
let world: TestWorld;
let company: Company;
let routes: (Entrance & { handler: RouteHandler })[];
beforeAll(async () => {
  // As vendors do it: the refused key comes back in the words.
  vendor = await vendorServer({
    vendor: "github",
    undescribed: /./,
    handle: ({ headers }) => ({ status: 401, body: { message: `Bad credentials: ${headers.authorization}` } }),
  });
  world = await createTestWorld({
    SUPER_ADMIN_IDS: OPERATOR.sub,
    LOCAL_MODE: "true",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    ...Object.fromEntries(["GITHUB", "VERCEL", "META", "RESEND"].map((name) => [`${name}_API_URL`, vendor.url])),
  });
  company = await world.company();
  routes = (await routeManifest()).flatMap(({ entrances, handlers }) =>
    entrances
      .filter(({ method, who, feature }) => method === "GET" && SESSIONS.has(who) && isOn(feature))
      .map((entrance) => ({ ...entrance, handler: handlers[entrance.method] as RouteHandler })),
  );
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

async function saidBy({ handler, path, who }: (typeof routes)[number], provider: string): Promise<string> {
  const { user } = company.founder;
  session.claims = who === "admin" ? OPERATOR : { sub: user.userId, email: user.email };
  const own: Record<string, string> = { projectId: company.projectId, workspaceId: company.workspaceId, provider };
  const params = new Proxy(own, {
    get: (known, name) => known[String(name)] ?? (name === "then" ? undefined : randomUUID()),
  });
  const request = new Request(
    `http://localhost${path}?workspace_id=${company.workspaceId}&project_id=${company.projectId}`,
    {
      headers: { "sec-fetch-site": "same-origin" },
    },
  );
  const response = await handler(request, { params: Promise.resolve(params) });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return "";
  }
  return `${response.status} ${path} ${await response.text()}`;
}

test("the keys of a company's accounts are in no answer, error, ledger line or table, also after a vendor repeated them", async () => {
  const { owner, projectId, workspaceId } = company;
  const said: string[] = [];
  const tell = (value: unknown): number => said.push(JSON.stringify(value));
  for (const [provider, config] of Object.entries(KEYS)) {
    tell(
      await saveIntegration(owner, { projectId, provider, config, enabled: true } as Parameters<
        typeof saveIntegration
      >[1]),
    );
    tell(await testIntegration(owner, { projectId, provider: provider as keyof typeof KEYS }));
    // One that is refused does not take its place, and says so.
    const refused = {
      projectId,
      provider,
      config: { ...config, ...ROTATED[provider as keyof typeof KEYS] },
      enabled: true,
    };
    const error: unknown = await saveIntegration(owner, refused as Parameters<typeof saveIntegration>[1]).catch(
      (one: unknown) => one,
    );
    tell(error);
    tell(error instanceof Error ? [error.message, error.stack, (error as { details?: unknown }).details] : error);
  }
  tell(await allowFallback(owner, { projectId, provider: "github", allowed: false }));
  expect(vendor.calls.length).toBeGreaterThan(4);

  for (const route of routes) said.push(await saidBy(route, "github"));
  const answered = said.filter((text) => text.startsWith("200 "));
  expect(answered.length).toBeGreaterThan(40);
  expect(answered.join("\n")).toContain("act_1");

  const { rows } = await world.admin.query<{ name: string; text: string }>(
    `select c.oid::regclass::text as name, query_to_xml(format('select * from %s where workspace_id = %L', c.oid::regclass, $1::text), true, false, '')::text as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where n.nspname in ('public', 'genesis', 'pgboss') and c.relkind in ('r', 'p')`,
    [workspaceId],
  );
  expect(rows.length).toBeGreaterThan(50);
  said.push(...rows.map(({ name, text }) => `${name} ${text}`), JSON.stringify(await world.jobs(workspaceId)));
  for (const secret of [...SECRETS, ...Object.values(ROTATED).flatMap((each) => Object.values(each))])
    expect(said.filter((text) => text.includes(secret)).map((text) => text.slice(0, 80))).toEqual([]);
});

const ROTATED = {
  github: { token: canary() },
  vercel: { token: canary() },
  meta: { access_token: canary() },
  resend: { api_key: `re_${canary()}` },
};
