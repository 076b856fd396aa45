import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("100,000 lines of a ledger are read by an index, in at most 8 statements", async () => {
  const { owner, projectId, workspaceId } = await world.company();
  await world.admin.query(
    `insert into project_events (workspace_id, project_id, event_type, message, actor_type)
     select $1, $2, case when i % 50 = 0 then 'campaign.paused' else 'email.outbound.delivered' end, 'Line ' || i, 'job'
     from generate_series(1, 100000) i`,
    [workspaceId, projectId],
  );
  await world.admin.query("analyze project_events");
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = { ...owner, db: owner.db.withPlugin(counting) } as typeof owner;
  const { text } = await assembleCompanyContext(counted, { projectId, purpose: "nightshift" });
  expect(text).toMatch(/49 × email\.outbound\.delivered/);
  expect(statements).toBeGreaterThan(0);
  expect(statements).toBeLessThanOrEqual(8);
});
