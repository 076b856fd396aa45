import { afterAll, beforeAll, expect, test } from "vitest";
import { listIntegrations } from "@/lib/company/integrations/list-integrations";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { rotateKeys } from "@/lib/operations/governance/rotate-keys";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: "" });
});
afterAll(() => world.close());

test("without the key of integrations saving says which variable to set, and all the rest works", async () => {
  const { owner, projectId } = await world.company();
  const wanted = { provider: "github", config: { token: "secret" }, enabled: true, projectId } as const;
  await expect(saveIntegration(owner, wanted)).rejects.toMatchObject({
    kind: "unavailable",
    code: "vault.key_missing",
    message: expect.stringContaining("PROJECT_INTEGRATION_ENCRYPTION_KEY is not set"),
  });
  expect(await listIntegrations(owner, { projectId })).toEqual({ data: [], next_cursor: null });
  expect(await rotateKeys(world.system())).toMatchObject({ leftovers: [] });
});
