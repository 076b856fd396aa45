import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { ACTOR_FIELDS } from "@/lib/http/refuse-actor";
import type { RouteHandler, Who } from "@/lib/http/route";
import { isOn } from "@/lib/platform/features";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { routeManifest, type Entrance } from "../../support/route-manifest";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

/** Bodies in the words of a vendor or a model, or links without one: none of them says on whose account a thing is done. */
const OTHERS: ReadonlySet<Who> = new Set(["anybody", "signature", "instance", "gateway_token"]);
const OPERATOR = { sub: "user_operator", email: "operator@example.com" };

let world: TestWorld;
let company: Company;
let token: string;
let routes: (Entrance & { handler: RouteHandler })[];
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: OPERATOR.sub });
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
  session.claims = OPERATOR;
  routes = (await routeManifest()).flatMap(({ entrances, handlers }) =>
    entrances
      .filter(({ method, who, feature }) => method !== "GET" && !OTHERS.has(who) && isOn(feature))
      .map((entrance) => ({ ...entrance, handler: handlers[entrance.method] as RouteHandler })),
  );
});
afterAll(() => world.close());

type Named = { status: number; field: unknown };

async function ask({ handler, method, who, input }: (typeof routes)[number], body: object): Promise<Named> {
  const text = JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.set(name, String(value));
  const json = { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
  const request = new Request("http://localhost/x", {
    method,
    headers: {
      "sec-fetch-site": "same-origin",
      ...(who === "webhook_token" && { "x-webhook-token": token }),
      ...(!input.form && json),
    },
    body: input.form ? form : text,
  });
  const ids = new Proxy({ projectId: company.projectId } as Record<string, string>, {
    get: (own, name) => own[String(name)] ?? (name === "then" ? undefined : randomUUID()),
  });
  const response = await handler(request, { params: Promise.resolve(ids) });
  const { field } = (await response.json().catch(() => ({}))) as { field?: unknown };
  return { status: response.status, field };
}

test("every route that changes something refuses a body that names its actor, with the name of the field", async () => {
  expect(routes.length).toBeGreaterThan(100);
  const refused: string[] = [];
  for (const route of routes) {
    const { status, field } = await ask(route, {
      workspace_id: company.workspaceId,
      actor_id: company.founder.user.userId,
    });
    if (status !== 400 || field !== "actor_id")
      refused.push(`${route.method} ${route.path}: ${status}, field ${String(field)}`);
  }
  expect(refused).toEqual([]);
});

test("so it does with each field that would name it, in the items of a batch as well", async () => {
  const batch = routes.find(({ path }) => path === "/api/projects/[projectId]/approvals/decide-batch");
  if (!batch) throw new Error("the batch of decisions has moved");
  for (const field of ACTOR_FIELDS) {
    expect(await ask(batch, { [field]: "x" })).toEqual({ status: 400, field });
    const items = [{ id: randomUUID(), version: 1, decision: "approved" }, { [field]: "x" }];
    expect(await ask(batch, { items })).toEqual({ status: 400, field: `items.1.${field}` });
  }
});
