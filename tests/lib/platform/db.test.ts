import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "@/lib/metering/events/event-batches";
import { getPool } from "@/lib/platform/db";
import { isListening, onNotification } from "@/lib/platform/listen";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type TestWorld } from "../../factories/test-world";
import { DOORS } from "@/app/api/doors";
import { startIngestServer } from "@/scripts/ingest/server";
import { createSilentProxy, type SilentProxy } from "../../support/silent-proxy";
import { doorsAt } from "../../support/ingest-doors";
import { waitFor } from "../../support/wait-for";

/** Two more than there is room for at once. */
const SENDERS = LIMITS.commits + 2;
/** Without a limit of ours: Linux sends a segment again for about a quarter of an hour. A machine that is busy needs more than our half minute. */
const SYSTEM_GIVES_UP_MS = 120_000;

let world: TestWorld;
let proxy: SilentProxy;
let server: Awaited<ReturnType<typeof startIngestServer>>;
beforeAll(async () => {
  world = await createTestWorld();
  proxy = await createSilentProxy(world.url);
  process.env.DATABASE_URL = proxy.url;
  server = await startIngestServer({ doors: DOORS, port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.stop();
  await world.close();
  await proxy.close();
});

type Heard = { status: number; code: unknown; retryAfter: string | null; afterMs: number };

async function senders(): Promise<((key: string) => Promise<Heard>)[]> {
  const { call } = doorsAt(server.url);
  const made = Array.from({ length: SENDERS }, async () => {
    const { owner, workspaceId } = await world.company();
    const { token } = await rotateWebhookToken(owner, { overlap_hours: 0 });
    return async (key: string): Promise<Heard> => {
      const started = Date.now();
      const event = {
        contact_email: "a@example.com",
        event_type: "sent",
        idempotency_key: key,
        workspace_id: workspaceId,
      };
      const response = await call({
        path: "/api/events",
        headers: { "x-webhook-token": token },
        body: JSON.stringify(event),
      });
      const { code } = (await response.json()) as { code?: string };
      return {
        status: response.status,
        code,
        retryAfter: response.headers.get("retry-after"),
        afterMs: Date.now() - started,
      };
    };
  });
  return Promise.all(made);
}

test("a network that vanishes without a word: senders hear 503 before the system gives the connection up, and then everything goes on", async () => {
  const send = await senders();
  let woken = 0;
  const stop = onNotification("project_events", (project) => void (project === "" && (woken += 1)));
  await waitFor(async () => isListening(), { what: "it listens" });
  // Each token is known now, and each commit has a connection.
  const before = await Promise.all(send.map((one) => one("before")));
  expect(before.map(({ status }) => status)).toEqual(before.map(() => 200));
  const wakings = woken;

  proxy.fallSilent();
  const answers = send.map((one) => one("meanwhile"));
  await waitFor(async () => getPool().waitingCount === 0 && proxy.held() > LIMITS.commits, { what: "they wait" });
  proxy.takeNewOnes();
  const heard = await Promise.all(answers);
  const refused = heard.filter(({ status }) => status === 503);
  expect(refused).toHaveLength(LIMITS.commits);
  for (const { code, retryAfter, afterMs } of refused) {
    expect({ code, retryAfter }).toEqual({ code: "ingestion.slow", retryAfter: "2" });
    expect(afterMs).toBeLessThan(SYSTEM_GIVES_UP_MS);
  }
  // The slots were free again, and what had fallen silent was not used a second time.
  expect(heard.filter(({ status, afterMs }) => status === 200 && afterMs < SYSTEM_GIVES_UP_MS)).toHaveLength(
    SENDERS - LIMITS.commits,
  );
  await waitFor(async () => woken > wakings && isListening(), { what: "it listens again" });

  const again = await Promise.all(send.map((one) => one("meanwhile")));
  expect(again.map(({ status }) => status)).toEqual(again.map(() => 200));
  const { rows } = await world.admin.query(
    "select count(*)::int as n, count(distinct workspace_id)::int as w from email_events",
  );
  expect(rows).toEqual([{ n: 2 * SENDERS, w: SENDERS }]);
  stop();
}, 300_000);
