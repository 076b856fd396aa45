import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const ENGINE_TESTS = ["tests/**/*.n8n.test.ts"];
const PRODUCT_TESTS = ["tests/e2e/**/*.test.ts", "tests/browser/**/*.test.ts"];
/** They listen to every server of their process: each gets one of its own. */
const PROCESS_TESTS = [
  "tests/lib/http/{known-methods,peer-address,slow-requests}.test.ts",
  "tests/lib/http/machine-doors/in-front.test.ts",
  "tests/scripts/ingest/server.test.ts",
];
const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: "structure", include: ["tests/structure/**/*.test.ts"] } },
      {
        resolve,
        test: {
          name: "integration",
          include: ["tests/**/*.test.ts"],
          exclude: [...ENGINE_TESTS, ...PRODUCT_TESTS, ...PROCESS_TESTS, "tests/structure/**"],
          isolate: false,
          setupFiles: ["tests/support/fresh-process.ts"],
          globalSetup: ["tests/support/shared-postgres.ts"],
          // More than processors: several files wait for something most of the time.
          maxWorkers: 4,
          // Bounds for a machine that is busy with other things, not expectations.
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve,
        test: {
          name: "process",
          include: PROCESS_TESTS,
          globalSetup: ["tests/support/shared-postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve,
        test: {
          name: "engine",
          include: ENGINE_TESTS,
          globalSetup: ["tests/support/shared-postgres.ts", "tests/support/shared-n8n.ts"],
          // They share one n8n and two processors.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve,
        test: {
          name: "product",
          include: PRODUCT_TESTS,
          globalSetup: ["tests/support/shared-product.ts"],
          // They share one running product, which some of them break and heal.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
