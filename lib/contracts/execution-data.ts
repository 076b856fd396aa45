import { z } from "zod";

/** The data of one execution; `sample` is the first item of a node's output as it is, so treat it as a secret. */
export const ExecutionData = z.object({
  status: z.string(),
  stopped_at: z.string().nullable(),
  error: z.string().nullable(),
  nodes: z.array(
    z.object({
      name: z.string(),
      runs: z.number(),
      items: z.number(),
      duration_ms: z.number(),
      error: z.string().nullable(),
      sample: z.string().nullable(),
    }),
  ),
});
