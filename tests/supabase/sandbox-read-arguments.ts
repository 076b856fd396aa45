import type { Things } from "./read-things";

const DRAWING = JSON.stringify({ name: "Email 1", nodes: [], connections: [] });
const AT = "2026-11-21T10:00:00Z";

/** Sandbox runs as the reads below ask for them: with the ids of a receipt and a task. */
export const sandboxValues = (of: Things): Record<string, Record<string, unknown> | Record<string, unknown>[]> => ({
  "genesis.sandbox_test_runs": [
    {
      id: of.receipt,
      campaign_id: of.campaign,
      template: "email_1",
      execution_id: "7",
      drawing: DRAWING,
      created_at: AT,
    },
    {
      id: of.task,
      campaign_id: of.campaign,
      template: "email_preparation",
      execution_id: "8",
      drawing: DRAWING,
      result: JSON.stringify({ drafts: [] }),
      created_at: AT,
    },
  ],
  "genesis.workflow_execution_events": { run_id: of.receipt, event_type: "node_start", execution_id: "7" },
});

export const SANDBOX_ARGUMENTS: Record<string, (other: Things) => unknown[]> = {
  "lib/operations/sandbox/store.ts countRunsSince": () => [
    { since: new Date("2020-01-01T00:00:00Z"), openSince: new Date("2020-01-01T00:00:00Z") },
  ],
  "lib/operations/sandbox/store.ts findRun": ({ receipt }) => [receipt],
  "lib/operations/sandbox/store.ts findRunOfExecution": () => ["7"],
  "lib/operations/sandbox/store.ts findDrafted": ({ campaign }) => [campaign],
  "lib/operations/sandbox/store.ts selectRuns": ({ campaign }) => [{ campaign_id: campaign, limit: 20 }],
  "lib/operations/sandbox/store-events.ts selectEventsAfter": ({ receipt }) => [
    { runId: receipt, position: "0", limit: 100 },
  ],
};
