import { vi } from "vitest";
import { booksOf, createCloudWorld, ONE_OF_EACH } from "./cloud-world";
import { testPayments } from "./payments-contract";

vi.setConfig({ testTimeout: 400_000 });

testPayments({ open: createCloudWorld, partsOf: async (world, company) => booksOf(world, company), one: ONE_OF_EACH });
