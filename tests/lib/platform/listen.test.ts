import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { onNotification } from "@/lib/platform/listen";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { waitFor } from "../../support/wait-for";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  // Entering a workspace listens too.
  forgetAccess();
});
afterAll(() => world.close());

const insertLine = (): Promise<unknown> =>
  world.admin.query(
    "insert into project_events (workspace_id, project_id, event_type, message, actor_type) values ($1, $2, 't', 'm', 'job')",
    [company.workspaceId, company.projectId],
  );
const listeners = async (): Promise<number> =>
  (
    await world.admin.query(
      "select from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
    )
  ).rowCount ?? -1;

test("wakes on an insert, and again after its connection was ended; one connection serves everybody", async () => {
  const woken: string[] = [];
  const others: string[] = [];
  const stop = onNotification("project_events", (project) => woken.push(project));
  const stopOther = onNotification("project_events", (project) => others.push(project));
  await waitFor(async () => woken.includes(""), { what: "it listens" });
  await insertLine();
  await waitFor(async () => woken.includes(company.projectId), { what: "the insert wakes" });
  expect(await listeners()).toBe(1);

  woken.length = 0;
  await world.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
  );
  await waitFor(async () => woken.includes(""), { what: "all listeners are called after a reconnect" });
  await insertLine();
  await waitFor(async () => woken.includes(company.projectId), { what: "the insert wakes again" });
  expect(others).toEqual(expect.arrayContaining(["", company.projectId]));

  stop();
  stopOther();
  await waitFor(async () => (await listeners()) === 0, { what: "the connection is given back" });
});

test("a stopped listener is not called; a later one is", async () => {
  const before: string[] = [];
  onNotification("project_events", (project) => before.push(project))();
  const woken: string[] = [];
  const stop = onNotification("project_events", (project) => woken.push(project));
  await waitFor(async () => woken.includes(""), { what: "it listens" });
  await insertLine();
  await waitFor(async () => woken.includes(company.projectId), { what: "the insert wakes" });
  expect(before).toEqual([]);
  stop();
});
