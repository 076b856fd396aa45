import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOORS } from "@/app/api/doors";
import { Founder, productHome, productRuntime } from "../support/founder";
import { startRoutesOnly } from "../support/routes-only";
import { SAMPLES } from "../support/route-samples";

/** A company with everything that machines prove themselves by. */
type Estate = { workspaceId: string; projectId: string; token: string; publishable: string; secret: string };
type Ask = { params?: string; query?: string; headers?: Record<string, string>; body?: string | undefined };
type Way = { url: string; estate: Estate };

/** How an answer travels, not what it says; Clerk's middleware notes on each answer that it found no session. */
const OF_THE_WAY = [
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
  "x-clerk-auth-reason",
  "x-clerk-auth-status",
];
const JSON_TYPE = { "content-type": "application/json" };
const FOREIGN = "00000000-0000-4000-8000-000000000000";
const [CLAIM, RUN] = [randomUUID(), randomUUID()];

const credentialOf = (path: string, { token, publishable, secret }: Estate): Record<string, string> => {
  if (path.includes("/analytics/")) return { "x-project-key": publishable };
  if (path.includes("/payments/")) return { "x-project-key": secret };
  return path.endsWith("/chat/completions") || path.includes("/llm/")
    ? { authorization: `Bearer ${token}` }
    : { "x-webhook-token": token };
};

function sampleOf(method: string, path: string, estate: Estate): string | undefined {
  const sample = SAMPLES[`${method} ${path}`];
  const { body } = (typeof sample === "function" ? sample(estate) : sample) ?? {};
  return body && JSON.stringify(body);
}

const CASES: Record<string, (method: string, path: string, estate: Estate) => Ask> = {
  "a good request": (method, path, estate) => ({ body: sampleOf(method, path, estate) }),
  "a question after the address": (method, path, estate) => ({ query: "?a=1", body: sampleOf(method, path, estate) }),
  "a NUL in the question": (method, path, estate) => ({ query: "?a=%00", body: sampleOf(method, path, estate) }),
  "an id that is none": (method, path, estate) => ({ params: "nothing", body: sampleOf(method, path, estate) }),
  "an id of another's": (method, path, estate) => ({ params: FOREIGN, body: sampleOf(method, path, estate) }),
  "a wrong credential": (method, path, estate) => ({
    headers: Object.fromEntries(Object.keys(credentialOf(path, estate)).map((name) => [name, "Bearer wrong"])),
    body: sampleOf(method, path, estate),
  }),
  "an empty credential": (method, path, estate) => ({
    headers: Object.fromEntries(Object.keys(credentialOf(path, estate)).map((name) => [name, ""])),
    body: sampleOf(method, path, estate),
  }),
  "another workspace in the body": () => ({ body: JSON.stringify({ workspace_id: FOREIGN }) }),
  "no workspace": () => ({ body: "{}" }),
  "an empty batch": () => ({ body: "[]" }),
  "a batch with a bad row": (method, path, estate) => ({ body: `[${sampleOf(method, path, estate) ?? "{}"},{}]` }),
  "no body": () => ({}),
  "no JSON": () => ({ body: "{" }),
  "another type": (method, path, estate) => ({
    headers: { "content-type": "text/plain" },
    body: sampleOf(method, path, estate),
  }),
  "a body that is too large": () => ({ body: `{"pad":"${"x".repeat(11 * 1024 * 1024)}"}` }),
  "another site's page": (method, path, estate) => ({
    headers: { origin: "https://www.example.com" },
    body: sampleOf(method, path, estate),
  }),
};

/** Ids and times differ from company to company. */
const plain = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/"created":\d+/g, '"created":<time>');

describe("a machine's request, answered in front of Next", () => {
  let front: Way;
  let routes: Way;
  let routesOnly: Awaited<ReturnType<typeof startRoutesOnly>>;
  beforeAll(async () => {
    const runtime = await productRuntime();
    const founder = await Founder.signIn(`doors-${randomUUID().slice(0, 8)}@founders.example`);
    routesOnly = await startRoutesOnly(productHome(), runtime);
    front = { url: runtime.url, estate: await openCompany(founder) };
    routes = { url: routesOnly.url, estate: await openCompany(founder) };
  });
  afterAll(() => routesOnly.stop());

  async function openCompany(founder: Founder): Promise<Estate> {
    const { body } = await founder.post<{ id: string; workspace_id: string }>("/api/projects", { name: "Doors" });
    const keys = `/api/projects/${body.id}/keys`;
    const keyOf = async (kind: string): Promise<string> =>
      (await founder.post<{ key: string }>(keys, { kind })).body.key;
    const { token } = (await founder.post<{ token: string }>(`/api/workspaces/${body.workspace_id}/webhook-token`, {}))
      .body;
    const [publishable, secret] = [await keyOf("publishable"), await keyOf("secret")];
    return { workspaceId: body.workspace_id, projectId: body.id, token, publishable, secret };
  }

  async function answerTo({ url, estate }: Way, method: string, path: string, ask: Ask) {
    const { params, query = "", headers, body } = ask;
    const named: Record<string, string> = { projectId: estate.projectId, claimId: CLAIM, runId: RUN };
    const address = path.replace(/\[(\w+)\]/g, (_, name: string) => params ?? named[name] ?? FOREIGN);
    const response = await fetch(url + address + query, {
      method,
      headers: {
        ...JSON_TYPE,
        ...credentialOf(path, estate),
        "x-request-id": "the-same",
        "accept-encoding": "identity",
        ...headers,
      },
      ...(body !== undefined && method !== "GET" && { body }),
    });
    const sent = [...response.headers].filter(([name]) => !OF_THE_WAY.includes(name));
    return { status: response.status, headers: Object.fromEntries(sent), body: plain(await response.text()) };
  }

  const doors = DOORS.flatMap(({ path, handlers }) => Object.keys(handlers).map((method) => [method, path] as const));

  it.each(doors)("%s %s is answered as by its route", async (method, path) => {
    const different: unknown[] = [];
    for (const [name, make] of Object.entries(CASES)) {
      const [here, there] = [
        await answerTo(front, method, path, make(method, path, front.estate)),
        await answerTo(routes, method, path, make(method, path, routes.estate)),
      ];
      const { vary, ...others } = there.headers;
      // Next alone varies by its own headers, which says who answered.
      expect([name, vary, here.headers.vary]).toEqual([name, expect.stringContaining("rsc"), undefined]);
      if (JSON.stringify(here) !== JSON.stringify({ ...there, headers: others })) different.push({ name, here, there });
    }
    expect(different).toEqual([]);
  });
});
