import { z } from "zod";

export const LedgerEntry = z
  .object({
    id: z.number().int(),
    type: z.string(),
    message: z.string(),
    data: z.unknown(),
    actor_type: z.string(),
    created_at: z.string(),
  })
  .meta({ id: "LedgerEntry" });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const ListEventsQuery = z.object({
  type: z.string().max(100).optional().meta({ description: "Only lines of this type, for example `campaign.paused`." }),
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
