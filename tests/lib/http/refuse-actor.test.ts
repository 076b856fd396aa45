import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { z } from "zod";
import { refuseActor } from "@/lib/http/refuse-actor";
import type { RouteHandler, Who } from "@/lib/http/route";
import { ColumnMapping } from "@/lib/outreach/leads/schemas";
import { ACTOR_FIELDS } from "@/lib/platform/actor-fields";
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

type Route = (typeof routes)[number];
const bodyOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json().catch(() => ({}))) as Record<string, unknown>;

async function ask(route: Route, body: object): Promise<Named> {
  const response = await answerOf(route, body);
  return { status: response.status, field: (await bodyOf(response))["field"] };
}

function answerOf({ handler, method, who, input }: Route, body: object): Promise<Response> {
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
  const { projectId, workspaceId } = company;
  const ids = new Proxy({ projectId, workspaceId } as Record<string, string>, {
    get: (own, name) => own[String(name)] ?? (name === "then" ? undefined : randomUUID()),
  });
  return handler(request, { params: Promise.resolve(ids) });
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

type Node = {
  properties?: Record<string, Node>;
  additionalProperties?: unknown;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
};
type Place = readonly (string | 0)[];

/** Where in a body the API's own description has an object whose fields it names, below the body itself. */
function placesOf(node: Node, defs: Record<string, Node>, at: Place = []): Place[] {
  if (node.$ref) return at.length > 6 ? [] : placesOf(defs[node.$ref.split("/").at(-1) ?? ""] ?? {}, defs, at);
  const options = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  const isFree = (one: Node): boolean => typeof one.additionalProperties === "object";
  if (options.some(isFree)) return [];
  const inner = Object.entries(node.properties ?? {}).flatMap(([name, child]) => placesOf(child, defs, [...at, name]));
  return [
    ...(node.properties && !isFree(node) && at.length > 0 ? [at] : []),
    ...inner,
    ...(node.items ? placesOf(node.items, defs, [...at, 0]) : []),
    ...options.flatMap((option) => placesOf(option, defs, at)),
  ];
}

test("and in every object within its body that the API describes, however deep it lies", async () => {
  const missed: string[] = [];
  const found: string[] = [];
  for (const route of routes) {
    if (!route.input.body) continue;
    const described = z.toJSONSchema(route.input.body, { io: "input", unrepresentable: "any" }) as unknown as Node;
    for (const place of placesOf(described, described.$defs ?? {})) {
      const body = place.reduceRight<unknown>((value, name) => (name === 0 ? [value] : { [name]: value }), {
        actor_id: company.founder.user.userId,
      });
      const field = [...place, "actor_id"].join(".");
      const answer = await ask(route, { workspace_id: company.workspaceId, ...(body as object) });
      found.push(field);
      if (answer.status !== 400 || answer.field !== field)
        missed.push(`${route.method} ${route.path}: ${field} ${answer.status} ${String(answer.field)}`);
    }
  }
  expect(missed).toEqual([]);
  expect(found).toEqual(expect.arrayContaining(["items.0.actor_id", "steps.0.actor_id", "send_window.actor_id"]));
});

const Event = z.strictObject({ id: z.string(), metadata: z.record(z.string(), z.unknown()).optional() });
const Body = z.object({
  events: z.array(Event).nullable(),
  by_name: z.record(z.string(), z.object({ n: z.number() })).default({}),
  either: z.union([z.string(), z.object({ kind: z.literal("a") })]).optional(),
  free: z.union([z.looseObject({ type: z.string() }), z.object({ kind: z.string() })]).optional(),
  json: z.json().optional(),
});

test.each([
  [{ events: [{ id: "1" }, { id: "2", actor: "x" }] }, "events.1.actor"],
  [{ by_name: { actor: { n: 1, created_by: "x" } } }, "by_name.actor.created_by"],
  [{ either: { kind: "a", on_behalf_of: "x" } }, "either.on_behalf_of"],
])("of %j the field is named", (body, field) => {
  expect(() => refuseActor(body, Body)).toThrow(`${field} cannot be given`);
});

test.each([
  [{ events: [{ id: "1", metadata: { actor: "x", inner: { actor_id: "y" } } }] }],
  [{ by_name: { actor: { n: 1 }, actor_id: { n: 2 } } }],
  [{ free: { type: "smtp", requested_by: "x" } }],
  [{ json: { actor: [{ actor_id: 1 }] } }],
  [{ either: "actor_id" }],
])("data in another's words is left alone: %j", (body) => {
  expect(() => refuseActor(body, Body)).not.toThrow();
});

test("a file may have a column that is called like an actor", () => {
  expect(() =>
    refuseActor({ mapping: { actor: "email", created_by: "first_name" } }, z.object({ mapping: ColumnMapping })),
  ).not.toThrow();
});

test("of a batch of events the one that names its actor is rejected, and its neighbour with such metadata is stored", async () => {
  const route = routes.find(({ path, method }) => path === "/api/events" && method === "POST");
  if (!route) throw new Error("the door of events has moved");
  const event = (more: object) => ({
    workspace_id: company.workspaceId,
    contact_email: "ada@customer.example",
    event_type: "delivered",
    idempotency_key: randomUUID(),
    ...more,
  });
  const response = await answerOf(route, [
    event({ metadata: { actor: "n8n", actor_id: "7" } }),
    event({ actor_id: "x" }),
  ]);
  expect([response.status, await bodyOf(response)]).toEqual([
    200,
    {
      ok: true,
      accepted: 1,
      deduped: 0,
      rejected: [{ index: 1, error: expect.stringMatching(/^actor_id cannot be given/), code: "event.invalid" }],
    },
  ]);
});

test.each(["__proto__", "constructor", "toString"])("a field called %s is no part of a schema", (name) => {
  const schema = z.object({ title: z.string() });
  expect(() => refuseActor(JSON.parse(`{"title":"a","${name}":{"b":1}}`), schema)).not.toThrow();
});
