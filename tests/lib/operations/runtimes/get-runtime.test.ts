import { afterAll, beforeAll, expect, test } from "vitest";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { pay } from "./pay";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a company without one works on the shared runtime; one may be begun once its workspace pays", async () => {
  const company = await world.company();
  const view = await getRuntime(company.viewer, company);
  expect(view).toMatchObject({ mode: "shared", status: "none", resources: [], provisioning: null, may_retry: false });
  await pay(world, company);
  expect(await getRuntime(company.viewer, company)).toMatchObject({ status: "none", may_retry: true });
  await expect(getRuntime(company.stranger, company)).rejects.toMatchObject({ code: "project.not_found" });
});
