import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resealColumn, type Resealing } from "@/lib/foundation/vault/reseal-column";
import { cipherUnder, insertSealed, keyId, keysAt, readSealed } from "../../../factories/sealed-rows";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const CREDENTIALS: Resealing = {
  table: "genesis.credential_store",
  column: "data_encrypted",
  key: [{ name: "id", type: "uuid" }],
  purpose: "vault",
};

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
  company = await world.company();
});
afterAll(() => world.close());

const keyIds = async (): Promise<string[]> => [
  ...new Set((await readSealed(world.admin, "credentials", company.workspaceId)).map((row) => row.keyId)),
];

test("more than a batch is sealed, and the progress is told", async () => {
  const sealed = (await cipherUnder("older")).encrypt(company.workspaceId, "the same");
  await world.admin.query(
    "insert into genesis.credential_store (workspace_id, type, name, data_encrypted) select $1, 'apify', 'many ' || n, $2 from generate_series(1, 450) n",
    [company.workspaceId, sealed],
  );
  const told: number[] = [];
  const report = await resealColumn(world.system(), CREDENTIALS, ({ done, total }) => told.push(done, total));
  expect(report).toMatchObject({ resealed: 450, unreadable: 0, rows: { [keyId("current")]: 450 } });
  expect(told).toEqual([200, 450, 400, 450, 450, 450]);
  expect(await keyIds()).toEqual([keyId("current")]);
});

test("two runs at once share the work", async () => {
  for (let row = 0; row < 20; row++) await insertSealed(world.admin, "credentials", { ...company, age: "oldest" });
  const reports = await Promise.all([1, 2].map(() => resealColumn(world.system(), CREDENTIALS)));
  expect(reports.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(20);
  expect(await keyIds()).toEqual([keyId("current")]);
});

test("a value the application writes meanwhile wins, and is never waited for", async () => {
  const written = (await cipherUnder("older")).encrypt(company.workspaceId, "written meanwhile");
  await insertSealed(world.admin, "credentials", { ...company, age: "oldest" });
  const name = randomUUID();
  await world.admin.query(
    "insert into genesis.credential_store (workspace_id, type, name, data_encrypted) values ($1, 'apify', $2, $3)",
    [company.workspaceId, name, (await cipherUnder("oldest")).encrypt(company.workspaceId, "before")],
  );
  const application = new Client({ connectionString: world.adminUrl });
  await application.connect();
  await application.query("begin");
  await application.query("update genesis.credential_store set data_encrypted = $1 where name = $2", [written, name]);
  // The other row is sealed while this one is held; only then the application commits.
  const others = Promise.withResolvers<void>();
  const running = resealColumn(world.system(), CREDENTIALS, ({ done }) => done === 1 && others.resolve());
  await others.promise;
  await application.query("commit");
  await application.end();
  expect(await running).toMatchObject({ resealed: 2, unreadable: 0 });
  const rows = await readSealed(world.admin, "credentials", company.workspaceId);
  expect(rows.map(({ plain }) => plain)).toContain("written meanwhile");
  expect(rows.map(({ plain }) => plain)).not.toContain("before");
  expect(await keyIds()).toEqual([keyId("current")]);
});
