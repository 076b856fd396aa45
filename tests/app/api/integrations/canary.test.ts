import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET as eventsRoute } from "@/app/api/projects/[projectId]/events/route";
import { PUT as fallbackRoute } from "@/app/api/projects/[projectId]/integrations/[provider]/fallback/route";
import { DELETE, GET, PUT } from "@/app/api/projects/[projectId]/integrations/[provider]/route";
import { POST as testRoute } from "@/app/api/projects/[projectId]/integrations/[provider]/test/route";
import { GET as listRoute } from "@/app/api/projects/[projectId]/integrations/route";
import { listProviders } from "@/lib/company/integrations/list-providers";
import type { RouteHandler } from "@/lib/http/route";
import {
  createIntegrationsWorld,
  GOOD,
  isFor,
  REFUSED,
  SHARED,
  type IntegrationsWorld,
} from "../../../lib/company/integrations/integrations-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

async function call(route: RouteHandler, projectId: string, method = "GET", body?: unknown): Promise<string> {
  const request = new Request("http://localhost/x", {
    method,
    headers: { "sec-fetch-site": "same-origin", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve({ projectId, provider: "github" }) });
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
}

test("no answer, ledger line, audit line, stored row or page holds a key, whatever became of it", async () => {
  const { founder, owner, workspaceId, projectId } = await world.company();
  session.claims = { sub: founder.user.userId, email: founder.user.email };
  const put = (token: string) => call(PUT, projectId, "PUT", { config: { token } });
  const test = () => call(testRoute, projectId, "POST");
  const said: string[] = [await test(), await put(GOOD), await test()];
  expect(said.map((answer) => answer.slice(0, 3))).toEqual(["200", "200", "200"]);
  // A refused replacement, a vendor that is away, and a mistake in the body that carries the key.
  said.push(await put(REFUSED));
  world.github.fail(isFor("/user"), "dies");
  said.push(await put(SHARED));
  said.push(await call(PUT, projectId, "PUT", { config: { token: REFUSED, tokn: REFUSED } }));
  said.push(await call(PUT, projectId, "PUT", { config: { token: `${REFUSED} ${REFUSED}` } }));
  expect(said.slice(3).map((answer) => answer.slice(0, 3))).toEqual(["422", "503", "400", "400"]);
  said.push(await call(fallbackRoute, projectId, "PUT", { allowed: false }));
  for (const route of [GET, listRoute, eventsRoute]) said.push(await call(route, projectId));
  said.push(JSON.stringify(await listProviders(owner, { projectId })));
  said.push(await call(DELETE, projectId, "DELETE"));
  for (const table of [
    "project_integrations",
    "project_integration_states",
    "project_events",
    "governance_audit_log",
    "pgboss.job",
  ]) {
    const { rows } = await world.admin.query(`select to_jsonb(t)::text as row from ${table} t`);
    said.push(JSON.stringify(rows));
  }
  expect(said.join("\n")).toContain(workspaceId);
  for (const key of [GOOD, REFUSED, SHARED]) expect(said.filter((one) => one.includes(key))).toEqual([]);
});
