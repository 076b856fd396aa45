import { afterAll, beforeAll, expect, test } from "vitest";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("open keys only: the publishable one in full, of the secret one its end", async () => {
  const { projectId } = company;
  const old = await rotateProjectKey(company.owner, { projectId, kind: "publishable" });
  const current = await rotateProjectKey(company.owner, { projectId, kind: "publishable" });
  const secret = await rotateProjectKey(company.owner, { projectId, kind: "secret" });
  const keys = await listProjectKeys(company.viewer, { projectId });
  expect(keys).toMatchObject([
    { kind: "publishable", key: current.key, last_used_at: null },
    { kind: "secret", key: null, last_four: secret.key.slice(-4) },
  ]);
  expect(JSON.stringify(keys)).not.toContain(old.key);
});

test("another workspace's company has none to show", async () => {
  expect(await listProjectKeys(company.stranger, { projectId: company.projectId })).toEqual([]);
});
