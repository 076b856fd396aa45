import { z } from "zod";

/** The parts of Vercel's answers that are read here. */
export const VercelDeployment = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  readyState: z.string(),
  alias: z.array(z.string()).nullish(),
  meta: z.record(z.string(), z.string()).nullish(),
  errorCode: z.string().nullish(),
  errorMessage: z.string().nullish(),
});
export type VercelDeployment = z.infer<typeof VercelDeployment>;

export const VercelDeployments = z.object({
  deployments: z.array(
    z.object({
      uid: z.string(),
      meta: z.record(z.string(), z.string()).nullish(),
      readyState: z.string().optional(),
    }),
  ),
});

export const VercelProject = z.object({ id: z.string(), name: z.string() });

/** Variables that were not kept come in an answer of success. */
export const EnvironmentWritten = z.object({
  failed: z.array(z.object({ error: z.object({ code: z.string(), key: z.string().optional() }) })),
});
