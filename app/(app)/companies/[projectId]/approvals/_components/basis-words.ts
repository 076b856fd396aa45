/** The most that a proposal may cost. */
export const costInWords = (cents: number): string =>
  cents === 0 ? "no cost" : `at most $${(cents / 100).toFixed(2)}`;

/** How much happened after a proposal was composed; it is counted up to a hundred. */
export const sinceInWords = (lines: number): string =>
  lines === 0 ? "nothing happened since" : `${lines >= 100 ? "100 or more" : lines} lines in the ledger since`;
