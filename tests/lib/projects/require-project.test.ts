import { afterAll, beforeAll, expect, test } from "vitest";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireProject } from "@/lib/projects/require-project";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the company of one's own workspace; another one's is not here", async () => {
  const { owner, stranger, projectId } = await world.company();
  expect(await withReadTransaction(owner, (tx) => requireProject(tx, projectId))).toMatchObject({ id: projectId });
  const asked = withReadTransaction(stranger, (tx) => requireProject(tx, projectId));
  await expect(asked).rejects.toMatchObject({ kind: "not_found", code: "project.not_found" });
});
