import { expect, test } from "vitest";
import { tally } from "@/scripts/runtime/test-report";

const file = (status: string, tests: string[]): object => ({
  name: "a.test.ts",
  status,
  message: "boom",
  assertionResults: tests.map((one, index) => ({ status: one, fullName: `test ${index + 1}` })),
});
const report = (fields: object): string =>
  JSON.stringify({
    success: true,
    numTotalTests: 2,
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [file("passed", ["passed", "passed"])],
    ...fields,
  });
const run = (fields: object, code = 0): { passed: number; failed: number } =>
  tally({ name: "unit", code, report: report(fields), mayBeEmpty: false });

test("a run in which everything passed", () => {
  expect(run({})).toEqual({ passed: 2, failed: 0, reasons: [] });
});

test("failed tests are counted once, and named", () => {
  const failing = { numPassedTests: 1, numFailedTests: 1, testResults: [file("failed", ["passed", "failed"])] };
  expect(run(failing, 1)).toEqual({ passed: 1, failed: 1, reasons: ["unit: a.test.ts: test 2"] });
});

test("a file that does not load, a skipped test and an empty part count as failed", () => {
  expect(run({ testResults: [file("failed", [])] }, 1)).toMatchObject({ failed: 1 });
  expect(run({ numPassedTests: 1, numPendingTests: 1 })).toMatchObject({ passed: 1, failed: 1 });
  expect(run({ numTotalTests: 0, numPassedTests: 0, testResults: [] })).toMatchObject({ passed: 0, failed: 1 });
});

test("a crash counts as failed, with a report and without", () => {
  expect(run({}, 1)).toMatchObject({ passed: 2, failed: 1 });
  expect(tally({ name: "unit", code: 1, report: null, mayBeEmpty: false })).toMatchObject({ passed: 0, failed: 1 });
});
