import { vi } from "vitest";
import { testPayments } from "./payments-contract";
import { createRuntimeWorld } from "./runtime-world";

vi.setConfig({ testTimeout: 400_000 });

testPayments({
  open: createRuntimeWorld,
  partsOf: (world, company) => world.resources(company),
  one: { repository: true, database: true, application: true, running: true },
});
