import { beforeAll, expect, test } from "vitest";
import { noRoute, type Refusal } from "@/lib/http/refusal-route";
import { METHODS, routeManifest, type Door } from "../../support/route-manifest";

let doors: Door[];
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
  // With a test mailbox, whose routes are elsewhere not there.
  Object.assign(process.env, { TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "1", OUTBOX_DIR: "/nowhere" });
  doors = await routeManifest();
});

const ask = (answer: Refusal, method: string, path: string): Promise<Response> =>
  answer(new Request(`http://localhost${path}`, { method, ...(method !== "GET" && { body: "{ no json" }) }), {});

test("every route answers every method: by letting somebody in, or by saying what it takes", () => {
  const silent = doors.flatMap(({ path, entrances, refusals }) =>
    METHODS.filter((method) => entrances.some((one) => one.method === method) === method in refusals).map(
      (method) => `${method} ${path}`,
    ),
  );
  expect(doors.length).toBeGreaterThan(70);
  expect(silent).toEqual([]);
});

test("a method that a route does not declare is 405 as JSON, with what it takes", async () => {
  const { refusals } = doors.find(({ path }) => path === "/api/projects")!;
  const response = await ask(refusals.DELETE!, "DELETE", "/api/projects?workspace_id=1");
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    error: "DELETE /api/projects does not exist; this address takes GET, HEAD, OPTIONS, POST.",
    code: "method.not_allowed",
    request_id: response.headers.get("x-request-id"),
    allow: ["GET", "HEAD", "OPTIONS", "POST"],
  });
});

test("each refusal names exactly what its route declares", async () => {
  for (const { path, entrances, refusals } of doors.filter((door) => door.entrances.length > 0)) {
    const declared = entrances.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    const [method, refuse] = Object.entries(refusals).find(([name]) => name !== "OPTIONS")!;
    const { headers } = await ask(refuse, method, path);
    expect(headers.get("allow"), path).toBe([...declared, "OPTIONS"].toSorted().join(", "));
  }
});

test("OPTIONS says what a route takes, not what it refuses", async () => {
  const { refusals } = doors.find(({ path }) => path === "/api/events")!;
  const response = await ask(refusals.OPTIONS!, "OPTIONS", "/api/events");
  expect([response.status, response.headers.get("allow")]).toEqual([204, "OPTIONS, POST"]);
});

test.each(METHODS)("%s of an address that nobody has is 404 as JSON, and names it", async (method) => {
  const { refusals } = doors.find(({ path }) => path === "/api/[[...path]]")!;
  const response = await ask(refusals[method]!, method, "/api/nowhere?token=secret");
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: `There is no ${method} /api/nowhere here. Look for the right address in /docs/api.`,
    code: "route.not_found",
    request_id: response.headers.get("x-request-id"),
  });
});

test("an address of any length and any signs is named safely", async () => {
  const response = await ask(noRoute().GET, "GET", `/api/<script>"\u0000é${"x".repeat(9_000)}`);
  const { error } = (await response.json()) as { error: string };
  expect(error).toMatch(/^[\x20-\x7e]+$/);
  expect(error).not.toMatch(/[<>"]/);
  expect(error.length).toBeLessThan(300);
});
