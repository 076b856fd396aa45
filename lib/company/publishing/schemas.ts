import { z } from "zod";

export const Deployment = z.object({
  id: z.uuid(),
  provider: z.enum(["vercel", "local"]),
  site: z.string(),
  /** sha256 over the files; the published page carries it. */
  marker: z.string(),
  /** `unknown`: the provider broke off, and whether the site was published has to be looked up. */
  status: z.enum(["started", "succeeded", "failed", "unknown"]),
  account: z.string(),
  provider_id: z.string().nullable(),
  url: z.string().nullable(),
  error: z.string().nullable(),
  file_count: z.number(),
  size_bytes: z.number(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type Deployment = z.infer<typeof Deployment>;

export const ListDeploymentsQuery = z.object({
  limit: z.coerce
    .number("must be a number")
    .int()
    .min(1)
    .max(200, "may be at most 200")
    .default(50)
    .meta({ description: "How many, at most 200" }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the page before" }),
});
export type ListDeploymentsQuery = z.infer<typeof ListDeploymentsQuery>;
