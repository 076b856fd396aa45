import { z } from "zod";

export const LedgerEntry = z.object({
  id: z.number().int(),
  type: z.string(),
  message: z.string(),
  data: z.unknown(),
  actor_type: z.string(),
  created_at: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const ListEventsQuery = z.object({
  type: z.string().max(100).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;

/** `position` is what the list answered, or the id of the last message of a stream. */
export const FollowEventsQuery = z.object({ position: z.string().max(50).optional() });
