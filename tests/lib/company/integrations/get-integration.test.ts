import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getIntegration } from "@/lib/company/integrations/get-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
});
afterAll(() => world.close());

test("a member sees it masked; a stranger and another company see none", async () => {
  const { owner, viewer, stranger, projectId } = await world.company();
  const saved = await saveIntegration(owner, {
    provider: "meta",
    config: { access_token: "0123456789abcdefWXYZ" },
    enabled: true,
    projectId,
  });
  expect(await getIntegration(viewer, { projectId, provider: "meta" })).toEqual(saved);
  const absent = { kind: "not_found", code: "integration.not_found" };
  await expect(getIntegration(stranger, { projectId, provider: "meta" })).rejects.toMatchObject(absent);
  await expect(getIntegration(owner, { projectId, provider: "github" })).rejects.toMatchObject(absent);
});
