import { z } from "zod";
import type { CommandResult } from "@/lib/contracts/sidecar";
import { N8nExecution } from "./schemas";

const SAMPLE_CHARACTERS = 8_000;
const Failure = z.looseObject({ message: z.string().default("It gave no reason."), description: z.string().nullish() });
const NodeRun = z.looseObject({
  executionTime: z.number().default(0),
  error: Failure.nullish(),
  data: z.looseObject({ main: z.array(z.array(z.looseObject({ json: z.unknown() })).nullable()).nullish() }).nullish(),
});
export const N8nRun = N8nExecution.extend({
  data: z
    .looseObject({
      resultData: z
        .looseObject({ error: Failure.nullish(), runData: z.record(z.string(), z.array(NodeRun)).default({}) })
        .optional(),
    })
    .nullish(),
});

/** The data of an execution, as little of it as a page shows. */
export function toRun({ status, stoppedAt, data }: z.infer<typeof N8nRun>): CommandResult<"READ_EXECUTION"> {
  const result = data?.resultData;
  const nodes = Object.entries(result?.runData ?? {}).map(([name, runs]) => {
    const items = runs.flatMap((run) => run.data?.main?.flatMap((output) => output ?? []) ?? []);
    const failed = runs.findLast(({ error }) => error);
    return {
      name,
      runs: runs.length,
      items: items.length,
      duration_ms: runs.reduce((sum, { executionTime }) => sum + executionTime, 0),
      error: failed?.error ? said(failed.error) : null,
      sample: items[0] ? JSON.stringify(items[0].json).slice(0, SAMPLE_CHARACTERS) : null,
    };
  });
  return { status, stopped_at: stoppedAt ?? null, error: result?.error ? said(result.error) : null, nodes };
}

const said = ({ message, description }: z.infer<typeof Failure>): string =>
  [message, description ?? ""].filter(Boolean).join(" ").slice(0, 1_000);
