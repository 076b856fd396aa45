import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticateRuntime } from "@/lib/operations/runtimes/authenticate-runtime";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { dedicatedAt } from "./dedicated";

let world: TestWorld;
let company: Company;
let secrets: Awaited<ReturnType<typeof openRuntimeSecrets>>;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await dedicatedAt(world, company, "http://127.0.0.1:9");
  secrets = await openRuntimeSecrets({ ...company.job, projectId: company.projectId });
});
afterAll(() => world.close());

test("the token leads to its company, and to no other", async () => {
  const { workspaceId, projectId, actor } = await authenticateRuntime(world.system(), secrets.gateway_token);
  expect({ workspaceId, projectId, actor }).toEqual({
    workspaceId: company.workspaceId,
    projectId: company.projectId,
    actor: { type: "job", job: "runtime.order" },
  });
});

test("no token, an invented one, and another secret of the runtime are refused alike", async () => {
  for (const token of [null, "", "invented", secrets.runtime_key, secrets.database_password])
    await expect(authenticateRuntime(world.system(), token)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "instance.unknown",
    });
});
