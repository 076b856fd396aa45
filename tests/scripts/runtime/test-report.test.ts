import { expect, test } from "vitest";
import { filesToRepeat, tally, tallyTwice, type Tally } from "@/scripts/runtime/test-report";

const file = (status: string, tests: string[], name = "a.test.ts"): object => ({
  name,
  status,
  message: "boom\nat a line",
  assertionResults: tests.map((one, index) => ({
    status: one,
    fullName: `test ${index + 1}`,
    failureMessages: one === "failed" ? ["expected 1 to be 2\nat a line"] : [],
  })),
});
const GOOD = file("passed", ["passed", "passed"]);
const BROKEN = file("failed", ["passed", "failed"]);
const report = (testResults: object[]): string => JSON.stringify({ testResults });
const finished = (testResults: object[], code: number) => ({
  name: "unit",
  code,
  report: report(testResults),
  mayBeEmpty: false,
});
const run = (testResults: object[], code = 0): Tally => tally(finished(testResults, code));

test("a run in which everything passed", () => {
  expect(run([GOOD])).toEqual({ passed: 2, failed: 0, reasons: [], unsteady: [] });
});

test("failed tests are counted once, and named with the first line of why", () => {
  const reasons = ["unit: a.test.ts: test 2: expected 1 to be 2"];
  expect(run([BROKEN], 1)).toEqual({ passed: 1, failed: 1, reasons, unsteady: [] });
});

test("a file that does not load, a skipped test and an empty part count as failed", () => {
  expect(run([file("failed", [])], 1)).toMatchObject({
    failed: 1,
    reasons: ["unit: a.test.ts did not run to its end: boom"],
  });
  for (const status of ["skipped", "pending", "todo"])
    expect(run([file("passed", ["passed", status])])).toMatchObject({ passed: 1, failed: 1 });
  expect(run([])).toMatchObject({ passed: 0, failed: 1 });
});

test("a crash counts as failed, with a report and without", () => {
  expect(run([GOOD], 1)).toMatchObject({ passed: 2, failed: 1 });
  expect(tally({ name: "unit", code: 1, report: null, mayBeEmpty: false })).toMatchObject({ passed: 0, failed: 1 });
});

test("the failed files of a run are worth a second try when they are few", () => {
  expect(filesToRepeat({ code: 1, report: report([BROKEN, file("passed", ["passed"], "b.test.ts")]) })).toEqual([
    "a.test.ts",
  ]);
  expect(filesToRepeat({ code: 0, report: report([GOOD]) })).toEqual([]);
  expect(filesToRepeat({ code: 1, report: null })).toEqual([]);
  const many = Array.from({ length: 6 }, (_, index) => file("failed", ["failed"], `${index}.test.ts`));
  expect(filesToRepeat({ code: 1, report: report(many) })).toEqual([]);
});

test("a file counts as it ended the second time, and its first failure is named", () => {
  const other = file("passed", ["passed"], "b.test.ts");
  const first = finished([BROKEN, other], 1);
  expect(tallyTwice(first, { code: 0, report: report([GOOD]) })).toEqual({
    passed: 3,
    failed: 0,
    reasons: [],
    unsteady: ["unit: a.test.ts: test 2: expected 1 to be 2"],
  });
  expect(tallyTwice(first, { code: 1, report: report([BROKEN]) })).toMatchObject({
    passed: 2,
    failed: 1,
    unsteady: [],
  });
  expect(tallyTwice(first, { code: 1, report: null })).toEqual(tally(first));
});

test("of two files that failed, the one that fails again fails the run", () => {
  const other = file("failed", ["failed"], "b.test.ts");
  const second = { code: 1, report: report([GOOD, other]) };
  expect(tallyTwice(finished([BROKEN, other], 1), second)).toMatchObject({
    passed: 2,
    failed: 1,
    reasons: ["unit: b.test.ts: test 1: expected 1 to be 2"],
    unsteady: ["unit: a.test.ts: test 2: expected 1 to be 2"],
  });
});

test("a crash of the second run fails", () => {
  expect(tallyTwice(finished([BROKEN], 1), { code: 1, report: report([GOOD]) })).toMatchObject({ failed: 1 });
});
