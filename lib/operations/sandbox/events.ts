import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const OfRun = z.object({ campaignId: z.uuid(), runId: z.uuid(), workflow: z.string() });

export const SandboxRunStarted = defineEvent(
  "sandbox.run_started",
  OfRun,
  ({ workflow }) => `A test of “${workflow}” began, with a test person: nothing of it counts.`,
);
export const SandboxRunEnded = defineEvent(
  "sandbox.run_ended",
  OfRun.extend({ error: z.string().nullable() }),
  ({ workflow, error }) =>
    error === null ? `The test of “${workflow}” came to its end.` : `The test of “${workflow}” failed: ${error}`,
);
