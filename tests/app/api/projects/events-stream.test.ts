import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { GET } from "@/app/api/projects/[projectId]/events/stream/route";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { readerOf } from "../../../support/stream-reader";

const Noted = defineEvent("test.noted", z.object({ n: z.number() }), ({ n }) => `Noted ${n}.`);

let world: TestWorld;
let company: Company;
let key: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ key } = await createKey(company.owner, { name: "Follower", scopes: ["ledger.read"], expires_in_days: 1 }));
});
afterAll(() => world.close());

const note = (n: number): Promise<void> => withTransaction(company.owner, (tx) => appendEvent(tx, Noted, { n }));

/** The stream after its first frame, which says when to come again. */
async function open(headers: Record<string, string> = {}) {
  const request = new Request("http://127.0.0.1/api/projects/x/events/stream", {
    headers: { authorization: `Bearer ${key}`, ...headers },
  });
  const response = await GET(request, { params: Promise.resolve({ projectId: company.projectId }) });
  expect(response.status).toBe(200);
  const reader = readerOf(response);
  expect(await reader.next()).toBe("retry: 2000");
  return reader;
}

const positionIn = (frame: string | null): string =>
  /^id: (\d+:\d+)\nevent: position\ndata: null$/.exec(frame ?? "")?.[1] ?? `none in ${frame}`;

test("a reader who got no line before the connection broke misses none", async () => {
  const first = await open();
  const position = positionIn(await first.next());
  await first.cancel();
  await note(1);
  const second = await open({ "last-event-id": position });
  expect(positionIn(await second.next())).toBe(position);
  // A position lies before every running transaction of the server: lines a little older than the reader may come again.
  let line = "";
  while (!line.includes('"test.noted"')) line = (await second.next()) ?? '"test.noted" is missing';
  expect(line).toContain('"n":1');
  await second.cancel();
});

test("an invalid position is not echoed", async () => {
  const reader = await open({ "last-event-id": "1:1 data: {}" });
  expect(positionIn(await reader.next())).toMatch(/^\d+:0$/);
  await reader.cancel();
});
