import { expect, test } from "vitest";
import { executeInContext } from "@/lib/operations/runtimes/execute-in-context";
import { approved, HELLO, openDedicated, stateOf, testOrders } from "./orders-contract";
import { createRuntimeWorld } from "./runtime-world";

const at = openDedicated(createRuntimeWorld);
testOrders(at);

test("a company on the shared runtime is served here alone, and a viewer may not", async () => {
  const asked = at.gateway.asked.length;
  const company = await at.world.company();
  const of = await approved(company, "email.send", HELLO);
  await executeInContext(company.job, of);
  expect(await stateOf(company, of)).toBe("executed");
  expect(at.gateway.asked).toHaveLength(asked);
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(executeInContext(viewer, of)).rejects.toMatchObject({ code: "permission.missing" });
});
