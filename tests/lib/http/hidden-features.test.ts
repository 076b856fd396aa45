import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openApiDocument, type OpenApiDocument } from "@/lib/http/openapi/document";
import { OPERATIONS } from "@/lib/http/openapi/operations";
import { env } from "@/lib/platform/env";
import { METHODS, routeManifest, type Door } from "../../support/route-manifest";

/** The routes that each flag hides. */
const HIDDEN = {
  FEATURE_PROJECT_EVENTS: ["events", "events/export", "events/stream"],
  FEATURE_PROJECT_INTEGRATIONS: [
    "integrations",
    "integrations/[provider]",
    "integrations/[provider]/fallback",
    "integrations/[provider]/test",
  ],
  FEATURE_PROJECT_INBOUND_EMAIL: [
    "email-identity",
    "email-identity/confirm-address",
    "email-identity/test",
    "messages",
    "messages/threads",
    "messages/threads/[threadId]",
    "messages/threads/[threadId]/claim",
    "messages/threads/[threadId]/read",
    "/api/admin/unmatched-mail",
    "/api/email/inbound",
  ],
  FEATURE_PROJECT_RECURRING_TASKS: [
    "recurring-tasks",
    "recurring-tasks/preview",
    "recurring-tasks/[recurringId]",
    "recurring-tasks/[recurringId]/run",
    "recurring-tasks/[recurringId]/runs",
  ],
  FEATURE_COMPANY_CONTEXT_ASSEMBLER: ["context"],
  FEATURE_POST_PAYMENT_PROVISIONING: [
    "runtime",
    "/api/admin/projects/[projectId]/activate",
    "/api/admin/projects/[projectId]/clean-up",
    "/api/admin/runtimes",
    "/api/admin/runtimes/instances",
    "/api/runtime/llm/v1/chat/completions",
    "/api/runtime/orders",
  ],
  FEATURE_PROJECT_KPI_INGESTION: ["analytics/events", "keys", "kpis", "payments/events"],
} as const;
type Switch = keyof typeof HIDDEN;
const SWITCHES = Object.keys(HIDDEN) as Switch[];
const pathsOf = (name: Switch): string[] =>
  HIDDEN[name].map((path) => (path.startsWith("/") ? path : `/api/projects/[projectId]/${path}`));

const ALL_METHODS = [...METHODS, "OPTIONS"] as const;
const ID = "0b0e7b0e-0000-4000-8000-000000000000";
const NOWHERE = "/api/[[...path]]";

type Answered = { status: number; headers: [string, string][]; body: string };
type Asking = { method: (typeof ALL_METHODS)[number]; path: string };

let doors: Door[];
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
  doors = await routeManifest();
});
afterEach(() => {
  for (const name of SWITCHES) env()[name] = true;
});

/** Asks what answers at one door as if it stood at another address; by nobody, with a body that nobody could read. */
async function ask({ method, path }: Asking, address = path): Promise<Answered> {
  const handler = doors.find((door) => door.path === path)!.handlers[method]!;
  const params = Object.fromEntries([...address.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => [name, ID]));
  const url = `http://localhost${address.replace(/\[+[^\]]+\]+/g, ID)}`;
  const headers = { "x-request-id": "same", origin: "https://shop.example", "x-project-key": "gpk_wrong" };
  const request = new Request(url, { method, headers, ...(method !== "GET" && { body: "{ no json" }) });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, headers: [...response.headers].toSorted(), body: await response.text() };
}

/** But the description, which tells what there is. */
const everyAsking = (): Asking[] =>
  doors
    .filter(({ path }) => path !== "/api/openapi.json")
    .flatMap(({ path, handlers }) =>
      ALL_METHODS.filter((method) => method in handlers).map((method) => ({ method, path })),
    );
const askAll = (): Promise<(Asking & { answered: Answered })[]> =>
  Promise.all(everyAsking().map(async (asking) => ({ ...asking, answered: await ask(asking) })));

describe.each(SWITCHES)("%s=false", (name) => {
  test("hides its addresses by every method, before anybody is asked who they are, and no other", async () => {
    const before = await askAll();
    env()[name] = false;
    const after = await askAll();
    const changed = after.filter(({ answered }, index) => !isDeepStrictEqual(before[index]!.answered, answered));
    expect([...new Set(changed.map(({ path }) => path))].toSorted()).toEqual(pathsOf(name).toSorted());
    expect(changed).toHaveLength(pathsOf(name).length * ALL_METHODS.length);
  });

  test("answers there as an address answers that nobody has, to the letter", async () => {
    env()[name] = false;
    for (const path of pathsOf(name))
      for (const method of ALL_METHODS) {
        const answered = await ask({ method, path });
        expect(answered, `${method} ${path}`).toEqual(await ask({ method, path: NOWHERE }, path));
        expect(answered).toMatchObject({ status: 404, body: expect.stringContaining('"code":"route.not_found"') });
      }
  });

  test("takes its operations out of the description, and no other", () => {
    const describe = (): OpenApiDocument => openApiDocument({ origin: "https://greenlight.example" });
    const before = Object.keys(describe().paths);
    env()[name] = false;
    const { paths, tags } = describe();
    const hidden = pathsOf(name).map((path) => path.replace(/\[(\w+)\]/g, "{$1}"));
    expect(Object.keys(paths)).toEqual(before.filter((path) => !hidden.includes(path)));
    const used = Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((one) => one.tags));
    expect(tags.map((tag) => tag.name).toSorted()).toEqual([...new Set<string>(used)].toSorted());
  });
});

test("the guide to the API speaks of a website's keys as long as they open something", () => {
  const speaks = (): boolean =>
    openApiDocument({ origin: "https://greenlight.example" }).info.description?.includes("x-project-key") === true;
  expect(speaks()).toBe(true);
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  expect(speaks()).toBe(false);
});

test("an operation is described as part of the feature that its route belongs to", () => {
  for (const { method, path, feature } of OPERATIONS) {
    const entrance = doors.find((door) => door.path === path)!.entrances.find((one) => one.method === method)!;
    expect(feature, `${method} ${path}`).toBe(entrance.feature);
  }
});
