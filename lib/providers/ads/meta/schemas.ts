import { z } from "zod";

const money = z
  .string()
  .regex(/^\d+$/)
  .nullish()
  .transform((cents) => Number(cents ?? 0));

/** The parts of Meta's answers that are read here. */
export const Created = z.object({ id: z.string() });
export const Named = z.object({ data: z.array(z.object({ id: z.string(), name: z.string().optional() })) });
export const MetaAccount = z.object({ currency: z.string() });
export const MetaCampaign = z.object({
  id: z.string(),
  effective_status: z.string(),
  lifetime_budget: money,
  daily_budget: money,
  start_time: z.string().nullish(),
  stop_time: z.string().nullish(),
});
export type MetaCampaign = z.infer<typeof MetaCampaign>;
export const MetaAdSets = z.object({
  data: z.array(
    z.object({
      lifetime_budget: money,
      daily_budget: money,
      start_time: z.string().nullish(),
      end_time: z.string().nullish(),
    }),
  ),
});
export type MetaAdSets = z.infer<typeof MetaAdSets>;
