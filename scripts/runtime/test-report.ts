/** `unsteady` names the tests that failed and passed when their file ran once more. */
export type Tally = { passed: number; failed: number; reasons: string[]; unsteady: string[] };

type TestOfReport = { status: string; fullName: string; failureMessages: string[] };
type FileOfReport = { name: string; status: string; message: string; assertionResults: TestOfReport[] };
type Finished = { name: string; code: number; report: string | null; mayBeEmpty: boolean };
/** The end of a run: the number that vitest ended with, and its report in JSON. */
export type Run = Pick<Finished, "code" | "report">;

/** More files than these do not fail by accident. */
const MOST_SECOND_TRIES = 5;

const filesOf = (report: string): FileOfReport[] => (JSON.parse(report) as { testResults: FileOfReport[] }).testResults;
const isFailed = ({ status }: { status: string }): boolean => status === "failed";
const isUnloaded = (file: FileOfReport): boolean => isFailed(file) && !file.assertionResults.some(isFailed);

/** The first line of a message: a report of ten thousand tests ends with one line a failure. */
const firstLine = (message = ""): string => message.split("\n")[0]?.slice(0, 300) ?? "";

function failuresOf(name: string, files: readonly FileOfReport[]): string[] {
  const unloaded = files
    .filter(isUnloaded)
    .map((file) => `${name}: ${file.name} did not run to its end: ${firstLine(file.message)}`);
  const tests = files.flatMap((file) =>
    file.assertionResults
      .filter(isFailed)
      .map((test) => `${name}: ${file.name}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
  );
  return [...unloaded, ...tests];
}

/**
 * Counts one vitest run and names every failure, so that the end of a long output tells them all.
 * Everything that did not run counts as failed: a crash, a file that did not load, a skipped test, an empty part.
 */
export function tally({ name, code, report, mayBeEmpty }: Finished): Tally {
  const crashed = (what: string): Tally => ({ passed: 0, failed: 1, reasons: [`${name}: ${what}`], unsteady: [] });
  if (report === null) return crashed(`vitest ended with ${code} and without a report`);
  const files = filesOf(report);
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const skipped = tests.filter((test) => test.status !== "passed" && !isFailed(test)).length;
  const isEmpty = files.length === 0;
  if (isEmpty && !mayBeEmpty) return crashed("no test ran");
  const reasons = failuresOf(name, files);
  const failed = reasons.length + skipped;
  if (skipped) reasons.push(`${name}: ${skipped} tests were skipped`);
  if (code === 0 || failed > 0 || isEmpty) return { passed, failed, reasons, unsteady: [] };
  return { ...crashed(`vitest ended with ${code} although no test failed`), passed };
}

/** The files that are worth a second try: the failed ones of a run that came to its end, when they are few (docs/adr/0017). */
export function filesToRepeat({ code, report }: Run): string[] {
  if (code === 0 || report === null) return [];
  const failed = filesOf(report).filter(isFailed);
  return failed.length > MOST_SECOND_TRIES ? [] : failed.map(({ name }) => name);
}

/** Counts a part whose failed files ran once more: these count as they ended the second time, and each first failure is named. */
export function tallyTwice(first: Finished, second: Run): Tally {
  if (first.report === null || second.report === null) return tally(first);
  const once = filesOf(first.report);
  const again = filesOf(second.report);
  const repeated = new Set(again.map(({ name }) => name));
  const recovered = new Set(again.filter((file) => !isFailed(file)).map(({ name }) => name));
  const testResults = [...once.filter(({ name }) => !repeated.has(name)), ...again];
  const counted = tally({ ...first, code: second.code, report: JSON.stringify({ testResults }) });
  const unsteady = failuresOf(
    first.name,
    once.filter(({ name }) => recovered.has(name)),
  );
  return { ...counted, unsteady };
}
