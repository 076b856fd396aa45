import { afterAll, beforeAll, expect, test } from "vitest";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { begun } from "./publishing-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a member reads them newest first, page by page; a stranger reads none", async () => {
  const company = await world.company();
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1) made.unshift((await begun(company)).deployment.id);
  const { projectId, viewer, stranger } = company;
  const first = await listDeployments(viewer, { projectId, limit: 2 });
  const second = await listDeployments(viewer, { projectId, limit: 2, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
  expect(second.next_cursor).toBeNull();
  expect((await listDeployments(stranger, { projectId, limit: 2 })).data).toEqual([]);
});
