import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute: begun among the last ones, they would run on alone while the other workers have nothing left. */
const SLOW = new RegExp(
  `/(${[
    ...["every-crash", "every-gateway-crash", "every-published-site", "run-provisioning", "failed-launches"],
    ...["every-remedy", "every-drift", "check-isolation", "read-reply-mailbox", "many-ignitions", "next-run"],
    ...["kill-nine", "kill-nine-night", "ingest-load", "run-saga", "openapi/examples"],
  ].join("|")})\\.test\\.ts$`,
);
const isSlow = ({ moduleId }: TestSpecification): boolean => SLOW.test(moduleId);

/** Vitest's own order, the slow files before the others. A fresh machine knows no durations and would go by size. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
