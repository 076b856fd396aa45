import type { Things } from "./read-things";

/** A launch that left something behind, and claims: one that the application sends, and unknown ones. */
export const launchValues = (of: Things): Record<string, Record<string, unknown>> => ({
  "genesis.ignition_operations": { attempt: 1, operation: "deploy_workflows", status: "undo_failed", error: of.email },
  "genesis.ignition_state": {
    workflow_ids: { "email-1": { name: "Email 1", workflowId: of.launchWorkflow, webhookPath: "email-1" } },
  },
});

export const LAUNCH_ARGUMENTS: Record<string, (other: Things) => unknown[]> = {
  "lib/operations/ignition/store.ts selectUndoErrors": () => [1],
  "lib/outreach/sequence/store-outcomes.ts findGatewayClaim": ({ claim }) => [claim],
  "lib/outreach/sequence/store-sends.ts selectMailboxesOf": ({ claim }) => [[claim]],
  "lib/outreach/sequence/store-sends.ts selectLastSent": ({ campaign }) => [campaign],
  "lib/outreach/sequence/store-sends.ts selectUnknownSends": () => [{ limit: 10 }],
};
