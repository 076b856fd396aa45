import { afterAll, beforeAll, expect, test } from "vitest";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("pages through everything once, newest first, also when many came at the same moment", async () => {
  const { owner, stranger, viewer, workspaceId } = await world.company();
  await world.admin.query(
    `insert into suppressions (workspace_id, email, reason, source, created_at)
     select $1, 'p' || n || '@example.com', 'manual', 'manual', now() - make_interval(mins => n / 4) from generate_series(1, 11) n`,
    [workspaceId],
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSuppressions(viewer, { limit: 3, cursor });
    expect(page.data.length).toBeLessThanOrEqual(3);
    seen.push(...page.data.map(({ email }) => email));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(11);
  expect(seen).toHaveLength(11);
  expect(seen.slice(0, 3)).toEqual(["p3@example.com", "p2@example.com", "p1@example.com"]);
  expect((await listSuppressions(stranger, { limit: 50 })).data).toEqual([]);
  expect((await listSuppressions(owner, { limit: 50 })).next_cursor).toBeNull();
});
