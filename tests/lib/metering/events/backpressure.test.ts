import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "@/lib/metering/events/event-batches";
import { finishEvents, receiveEvents } from "@/lib/metering/events/receive-events";
import { AppError } from "@/lib/platform/errors";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";
import { webhookOf } from "./event-factory";

const REQUESTS = 50_000;
const MEGABYTE = 1024 * 1024;

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const counted = async (): Promise<number> => {
  const { rows } = await world.admin.query<{ n: number }>("select count(*)::int as n from email_events");
  return rows[0]?.n ?? 0;
};
/** Holds the table of events as a migration would; returns the way to let go. */
async function lockEvents(): Promise<() => Promise<void>> {
  const holder = new Client({ connectionString: world.adminUrl });
  await holder.connect();
  await holder.query("begin");
  await holder.query("lock table email_events in access exclusive mode");
  return () => holder.end();
}
/** How many connections of the application have a transaction under way. */
const busyConnections = async (): Promise<number> => {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'greenlight' and state <> 'idle'",
  );
  return rows[0]?.n ?? 0;
};

test("50,000 events while the database is stuck: bounded memory, few connections, and every yes is a row", async () => {
  const ctx = webhookOf(company);
  const send = (index: number): Promise<"yes" | string> =>
    receiveEvents(ctx, {
      contact_email: `p${index % 50}@example.com`,
      event_type: "sent",
      idempotency_key: `stuck-${index}`,
      is_test: true,
    }).then(
      () => "yes",
      (error: unknown) => (error instanceof AppError && error.kind === "unavailable" ? error.code : String(error)),
    );
  const release = await lockEvents();
  const before = process.memoryUsage().heapUsed;
  const answers = Array.from({ length: REQUESTS }, (_, index) => send(index));
  await waitFor(async () => (await busyConnections()) > 0, { what: "a commit waits for the table", everyMs: 20 });
  expect(await busyConnections()).toBeLessThanOrEqual(LIMITS.commitsOfOne);
  expect((process.memoryUsage().heapUsed - before) / MEGABYTE).toBeLessThan(400);
  await release();

  const outcome = await Promise.all(answers);
  const yes = outcome.filter((answer) => answer === "yes").length;
  expect(yes).toBe(LIMITS.waiting / 2);
  expect(outcome.filter((answer) => answer === "ingestion.busy")).toHaveLength(REQUESTS - yes);
  expect(await counted()).toBe(yes);
  await finishEvents();
});

test("a database that stays stuck is given up after a while, everybody hears so, and it goes on when it is back", async () => {
  const ctx = webhookOf(company);
  const send = (idempotency_key: string): Promise<unknown> =>
    receiveEvents(ctx, { contact_email: "ada@example.com", event_type: "sent", idempotency_key });
  const before = await counted();
  const release = await lockEvents();
  const answers = Array.from({ length: 100 }, (_, index) => send(`given-up-${index}`));
  for (const answer of answers)
    await expect(answer).rejects.toMatchObject({ kind: "unavailable", code: "ingestion.slow" });
  await release();
  expect(await counted()).toBe(before);
  expect(await send("given-up-0")).toMatchObject({ ok: true, deduped: false });
});

test("while one token sends 60 batches of 1,000, another company's single events are stored at once and none is refused", async () => {
  const other = await world.company();
  const [flooding, single] = [webhookOf(company), webhookOf(other)];
  const flood = Array.from({ length: 60 }, (_, batch) =>
    receiveEvents(
      flooding,
      Array.from({ length: 1_000 }, (_unused, index) => ({
        contact_email: `p${index % 50}@example.com`,
        event_type: "opened",
        idempotency_key: `flood-${batch}-${index}`,
      })),
    ),
  );
  const isOver = Promise.allSettled(flood).then(() => true);
  for (let index = 0; index < 10; index += 1) {
    const event = { contact_email: "ada@example.com", event_type: "opened", idempotency_key: `single-${index}` };
    expect(await receiveEvents(single, event)).toMatchObject({ ok: true, deduped: false });
  }
  expect(await Promise.race([isOver, Promise.resolve(false)])).toBe(false);
  await isOver;
  await finishEvents();
});
