/** A sandbox run and the execution that carries it. */
export type FollowedRun = { runId: string; executionId: string };
export type Follow = (run: FollowedRun) => void;
