import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { issueProjectKey } from "@/lib/foundation/credentials/issue-project-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("of ten issued at once one is open at the end, and a secret one is nowhere in the table", async () => {
  const issued = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      withTransaction(company.owner, (tx) => issueProjectKey(tx, { projectId: company.projectId, kind: "secret" })),
    ),
  );
  const keys = issued.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.key] : []));
  expect(keys.length).toBeGreaterThan(0);
  const { rows } = await world.admin.query<Record<string, unknown>>(
    "select * from project_keys where project_id = $1",
    [company.projectId],
  );
  expect(rows.filter(({ kind, revoked_at }) => kind === "secret" && revoked_at === null)).toHaveLength(1);
  for (const key of keys) expect(JSON.stringify(rows)).not.toContain(key);
});
