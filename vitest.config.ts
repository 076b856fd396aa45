import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const ENGINE_TESTS = ["tests/**/*.n8n.test.ts"];
const PRODUCT_TESTS = ["tests/e2e/**/*.test.ts", "tests/browser/**/*.test.ts"];
/** They listen to every server of their process: each gets one of its own. */
const PROCESS_TESTS = [
  "tests/lib/http/{guard-link-hosts,known-methods,peer-address,slow-requests}.test.ts",
  "tests/lib/http/machine-doors/in-front.test.ts",
  "tests/lib/outreach/tracking/every-tracking-domain.test.ts",
  "tests/scripts/ingest/server.test.ts",
];
/** As long as a busy machine may take: a condition that holds earlier ends the wait. */
const PATIENT = { timeout: 30_000 };
const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };

/** Files that take a minute: begun among the last ones, they would run on alone while the other workers have nothing left. */
const SLOW = new RegExp(
  `/(${[
    ...["every-cloud-crash", "every-render-crash", "every-cloud-runtime", "every-render-runtime"],
    ...["every-cloud-order", "every-cloud-payment", "work-in-context"],
    ...["every-crash", "every-gateway-crash", "every-published-site", "run-provisioning", "failed-launches"],
    ...["every-remedy", "every-drift", "check-isolation", "read-reply-mailbox", "many-ignitions", "next-run"],
    ...["kill-nine", "kill-nine-night", "ingest-load", "run-saga", "openapi/examples"],
    ...["browser/pages", "browser/sandbox", "e2e/upgrade", "e2e/company-mind", "e2e/days-away", "e2e/gateway-sending"],
    ...["browser/chat", "browser/runtime", "browser/admin", "browser/wizard", "browser/paid-company"],
    ...["e2e/access", "e2e/faults"],
  ].join("|")})\\.test\\.ts$`,
);
const isSlow = ({ moduleId }: TestSpecification): boolean => SLOW.test(moduleId);

/** Vitest's own order, the slow files before the others. A fresh machine knows no durations and would go by size. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
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
          expect: { poll: PATIENT },
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
          expect: { poll: PATIENT },
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
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: PATIENT },
        },
      },
      {
        resolve,
        test: {
          name: "product",
          include: PRODUCT_TESTS,
          globalSetup: ["tests/support/shared-product.ts"],
          // Each worker has a running product of its own, which some files break and heal.
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 300_000,
          expect: { poll: PATIENT },
        },
      },
    ],
  },
});
