import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const OfFreeze = z.object({ freezeId: z.uuid(), reason: z.string() });

export const WorkspaceFrozen = defineEvent(
  "workspace.frozen",
  OfFreeze,
  ({ reason }) => `The workspace was frozen by an administrator: ${reason}`,
);

export const FreezeProven = defineEvent(
  "workspace.freeze_proven",
  z.object({ freezeId: z.uuid(), stoppedExecutions: z.number().int(), unpublished: z.number().int() }),
  ({ stoppedExecutions, unpublished }) =>
    `The freeze is carried out: ${stoppedExecutions} executions were stopped, ${unpublished} workflows are unpublished, nothing runs.`,
);

export const WorkspaceUnfrozen = defineEvent(
  "workspace.unfrozen",
  OfFreeze.extend({ heldJobs: z.number().int(), restoreWorkflows: z.boolean() }),
  ({ reason, restoreWorkflows }) =>
    `The freeze was lifted: ${reason}${restoreWorkflows ? "" : " The workflows stay unpublished, and deployments wait, until an administrator restores them."}`,
);

export const WorkflowsRestored = defineEvent(
  "workspace.workflows_restored",
  z.object({ freezeId: z.uuid(), published: z.number().int(), failed: z.number().int() }),
  ({ published, failed }) =>
    `${published} workflows that were published before the freeze are published again${failed > 0 ? `; ${failed} could not be` : ""}.`,
);
