import { expect, test, vi } from "vitest";
import { createRenderWorld, violationsOf } from "./cloud-world";
import { openDedicated, testOrders } from "./orders-contract";

vi.setConfig({ testTimeout: 400_000 });

const at = openDedicated(createRenderWorld);
testOrders(at);

test("the vendors were asked only what they describe", () => {
  expect(violationsOf(at.world)).toEqual([]);
});
