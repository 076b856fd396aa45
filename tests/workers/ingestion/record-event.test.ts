import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import recordEvent from "@/workers/ingestion/record-event";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { addLead, anEvent, traces } from "../../lib/metering/events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const run = (event: object): Promise<void> =>
  recordEvent.run(
    { workspaceId: company.workspaceId, event },
    { ...world.system(), signal: new AbortController().signal },
  );

test("a job delivered twice records its event once, with all that follows", async () => {
  await addLead(world, company, "ada@example.com");
  const event = anEvent({ event_type: "opt_out" });
  await run(event);
  await run(event);
  expect(await traces(world, company)).toMatchObject({
    events: 1,
    suppressions: 1,
    notifications: 1,
    lines: 1,
    counted: 1,
  });
});

test("an event that can never be recorded fails for good instead of passing silently", async () => {
  await expect(run(anEvent({ campaign_id: randomUUID() }))).rejects.toMatchObject({
    code: "campaign.not_found",
    retryable: false,
  });
});
