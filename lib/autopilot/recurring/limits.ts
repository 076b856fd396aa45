/** A missed run with the policy `skip` is still done this late. */
export const GRACE_MS = 10 * 60_000;
/** Of missed runs with the policy `run_all`, the last ones that are made up for. */
export const MOST_MADE_UP = 25;
/** Failures in a row that pause a task. */
export const FAILURES_UNTIL_PAUSE = 3;
/** A run without an end after this time has failed. */
export const LOST_AFTER_MS = 60 * 60_000;
/** Attempts of one run, when its failure may pass. */
export const MOST_ATTEMPTS = 3;
/** Tasks of one workspace that are handed out in one transaction. */
export const TASKS_AT_ONCE = 200;
