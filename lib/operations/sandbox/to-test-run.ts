import type { TestRun } from "./schemas";
import type { StoredRun } from "./store";

/** A run without what only the engine's doors need. */
export const toTestRun = ({
  workflowId: _workflow,
  drawing: _drawing,
  instance: _instance,
  testLead: _lead,
  claimId: _claim,
  claimedAt: _claimed,
  result: _result,
  ...run
}: StoredRun): TestRun => run;
