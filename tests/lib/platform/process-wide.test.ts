import { expect, test, vi } from "vitest";

test("two copies of a module share one value", async () => {
  const load = () => import("@/lib/platform/process-wide");
  const first = (await load()).processWide("of-this-test", () => ({ made: 1 }));
  vi.resetModules();
  const second = (await load()).processWide("of-this-test", () => ({ made: 2 }));
  expect(second).toBe(first);
  expect((await load()).processWide("another-of-this-test", () => "its own")).toBe("its own");
});
