import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

async function migrate(): Promise<void> {
  const file = "supabase/migrations/20261130150001_backfill_project_events_masked_addresses.sql";
  await world.admin.query(`begin; ${await readFile(file, "utf8")}; commit`);
}
const write = (type: string, message: string, data: object): Promise<unknown> =>
  world.admin.query(
    `insert into project_events (workspace_id, project_id, event_type, message, data, actor_type)
     values ($1, $2, $3, $4, $5, 'user')`,
    [company.workspaceId, company.projectId, type, message, JSON.stringify(data)],
  );
const lines = async () =>
  (await world.ledger(company.workspaceId)).slice(-4).map(({ message, data }) => [message, data]);

test("addresses in the lines of before are masked, those of the company's own stay, and the ledger is closed again", async () => {
  await write("reply.received", "lena.b@buyer.example wrote.", { contactEmail: "lena.b@buyer.example", n: 1 });
  await write("task.proposed", "“Call Lena” was proposed.", {
    why: "She asked:\n\tlena@buyer.example\\n<l@b.co.example>",
  });
  await write("email.sent", "Email 1 was sent to l•••@buyer.example.", { contactEmail: "l•••@buyer.example" });
  await write("email.address_given", "The company has the address acme@inbox.example.", {
    address: "acme@inbox.example",
  });

  await migrate();
  await migrate();
  expect(await lines()).toEqual([
    ["l•••@buyer.example wrote.", { contactEmail: "l•••@buyer.example", n: 1 }],
    ["“Call Lena” was proposed.", { why: "She asked:\n\tl•••@buyer.example\\n<l•••@b.co.example>" }],
    ["Email 1 was sent to l•••@buyer.example.", { contactEmail: "l•••@buyer.example" }],
    ["The company has the address acme@inbox.example.", { address: "acme@inbox.example" }],
  ]);
  await expect(world.admin.query("update project_events set message = 'x'")).rejects.toThrow(/append-only/);
});
