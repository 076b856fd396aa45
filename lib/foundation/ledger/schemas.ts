import { z } from "zod";

export const LedgerEntry = z
  .object({
    id: z.number().int(),
    type: z.string(),
    message: z.string(),
    data: z.unknown(),
    actor_type: z.string(),
    actor_id: z
      .string()
      .nullable()
      .meta({ description: "The person, key or job that acted; null when none is known." }),
    created_at: z.string(),
  })
  .meta({ id: "LedgerEntry" });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const Day = z.iso.date("must be a day like 2026-01-31");

export const LedgerFilter = z.object({
  type: z.string().max(500).optional().meta({
    description:
      "Only lines of these types, separated by commas, like `campaign.paused`. One that ends with a dot names all that begin so.",
  }),
  q: z.string().trim().max(200).optional().meta({ description: "Only lines whose sentence holds these words." }),
  actor: z.string().max(200).optional().meta({
    description: "Only lines of this actor: a kind like `user`, `agent` or `job`, or an id.",
  }),
  link: z.uuid("must be a uuid").optional().meta({
    description: "Only lines that link to this task, approval, execution or receipt.",
  }),
  scope: z.enum(["company", "workspace"]).optional().meta({
    description:
      "`workspace`: instead the lines that belong to no single company, which a workspace with several companies has.",
  }),
  from: Day.optional().meta({ description: "The first day, in UTC." }),
  to: Day.optional().meta({ description: "The last day, in UTC." }),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

export const ListEventsQuery = LedgerFilter.extend({
  cursor: z.coerce.number().int().positive().optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;

/** `position` is what the list answered, or the id of the last message of a stream. */
export const FollowEventsQuery = z.object({
  position: z
    .string()
    .max(50)
    .optional()
    .meta({ description: "`position` of a list, or the id of the last message: continues after it." }),
});
