export type Tally = { passed: number; failed: number; reasons: string[] };

type Report = {
  success: boolean;
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};
type Finished = { name: string; code: number; report: string | null; mayBeEmpty: boolean };

/**
 * Counts one vitest run and names every failure, so that the end of a long output tells them all.
 * Everything that did not run counts as failed: a crash, a file that did not load, a skipped test, an empty part.
 */
export function tally({ name, code, report: text, mayBeEmpty }: Finished): Tally {
  if (text === null)
    return { passed: 0, failed: 1, reasons: [`${name}: vitest ended with ${code} and without a report`] };
  const report = JSON.parse(text) as Report;
  const reasons: string[] = [];
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  for (const file of unloaded)
    reasons.push(`${name}: ${file.name} did not run to its end: ${file.message.split("\n")[0]}`);
  for (const file of report.testResults) {
    for (const { status, fullName } of file.assertionResults)
      if (status === "failed") reasons.push(`${name}: ${file.name}: ${fullName}`);
  }
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped) reasons.push(`${name}: ${skipped} tests were skipped`);
  const failed = report.numFailedTests + unloaded.length + skipped;
  if (report.numTotalTests === 0 && !mayBeEmpty) return { passed: 0, failed: 1, reasons: [`${name}: no test ran`] };
  if (code === 0 || failed > 0 || (mayBeEmpty && report.numTotalTests === 0))
    return { passed: report.numPassedTests, failed, reasons };
  return {
    passed: report.numPassedTests,
    failed: 1,
    reasons: [`${name}: vitest ended with ${code} although no test failed`],
  };
}
