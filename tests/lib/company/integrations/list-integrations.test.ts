import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listIntegrations } from "@/lib/company/integrations/list-integrations";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
});
afterAll(() => world.close());

test("a member sees what is connected, by provider, and no secret; a stranger sees nothing", async () => {
  const { owner, viewer, stranger, projectId } = await world.company();
  const config = { token: "0123456789-the-secret-part-WXYZ" };
  await saveIntegration(owner, { provider: "vercel", config, enabled: true, projectId });
  await saveIntegration(owner, { provider: "github", config, enabled: false, projectId });
  const { data, next_cursor } = await listIntegrations(viewer, { projectId });
  expect(data.map(({ provider, enabled }) => [provider, enabled])).toEqual([
    ["github", false],
    ["vercel", true],
  ]);
  expect(next_cursor).toBeNull();
  expect(JSON.stringify(data)).not.toContain("the-secret-part");
  expect(await listIntegrations(stranger, { projectId })).toMatchObject({ data: [] });
});
