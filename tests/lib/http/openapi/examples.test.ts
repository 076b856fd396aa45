import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openApiDocument, type DocumentedOperation } from "@/lib/http/openapi/document";
import type { Operation } from "@/lib/http/openapi/operation";
import { OPERATIONS } from "@/lib/http/openapi/operations";
import { createUnknownWorld, type UnknownWorld } from "../../outreach/sequence/unknown-world";
import { runCommand, wordsOfEach } from "./run-command";
import { createScene, isPrepared, type Scene } from "./scene";
import { schemaJudge } from "./schema-judge";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

const ORIGIN = "https://greenlight.example";
const CSV = "Email,First name\nada@example.org,Ada\n";
/** Doors of machines: their answers are shown exactly as they come, but for ids and times. */
const EXACT: ReadonlySet<string> = new Set(["webhook_token", "project_key"]);

let world: UnknownWorld;
beforeAll(async () => {
  world = await createUnknownWorld();
});
afterAll(() => world.close());

/** Operations that only read and need no fixture of their own share a company. */
const shared: { scene?: Promise<Scene> } = {};
const sceneOf = ({ method }: Operation, name: string): Promise<Scene> =>
  method === "GET" && !isPrepared(name) ? (shared.scene ??= createScene(world, name)) : createScene(world, name);

const label = ({ method, path }: Operation): string => `${method} ${path}`;

/** Ids, times and the request's id are others each time. */
const blurred = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/"request_id":"[^"]*"/g, '"request_id":"…"')
      .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"time"')
      .replace(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"id"'),
  );

function documentedAs(operation: Operation, document: ReturnType<typeof openApiDocument>): DocumentedOperation {
  const path = operation.path.replace(/\[(\w+)\]/g, "{$1}");
  return document.paths[path]![operation.method.toLowerCase()]!;
}

describe("every command of the documentation does what is written beside it", () => {
  test.each(OPERATIONS.map((operation) => [label(operation), operation] as const))("%s", async (name, operation) => {
    const { place, credentials, person } = await sceneOf(operation, name);
    session.claims = { sub: person.userId, email: person.email };
    const document = openApiDocument({ origin: ORIGIN, place, operations: [operation] });
    const judge = schemaJudge(document);
    const documented = documentedAs(operation, document);

    const samples = documented["x-codeSamples"];
    const asked = await wordsOfEach(
      samples.map(({ source }) => source),
      credentials,
    );
    expect(asked).toHaveLength(samples.length);
    for (const [index, { label: what, example, status }] of samples.entries()) {
      const answered = await runCommand({ words: asked[index] ?? [], path: operation.path, file: CSV });
      expect({ what, status: answered.status, body: answered.body }).toMatchObject({ what, status });
      const response = documented.responses[status];
      const content = response && "content" in response ? response.content : undefined;
      const media = content?.[answered.type];
      const shown = media?.examples?.[example]?.value;
      // Of an endless answer there is nothing to compare.
      const told = answered.body ?? "a stream";
      const isEmpty = response !== undefined && content === undefined && answered.type === "";
      expect(isEmpty ? null : judge(media?.schema ?? { not: {} }, told), what).toBeNull();
      expect(EXACT.has(operation.who) ? blurred(told) : "", what).toEqual(
        EXACT.has(operation.who) ? blurred(shown) : "",
      );
    }
  });
});

test("the commands name the caller's own things, and no secret", async () => {
  const { place, credentials } = await createScene(world, "");
  const text = JSON.stringify(openApiDocument({ origin: ORIGIN, place }));
  expect(text).toContain(place.workspaceId);
  expect(text).toContain(place.projectId);
  for (const secret of Object.values(credentials)) expect(text).not.toContain(secret);
});
