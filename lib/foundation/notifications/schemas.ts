import { z } from "zod";

export const Notification = z.object({
  id: z.uuid(),
  type: z.string(),
  title: z.string(),
  data: z.unknown(),
  read_at: z.string().nullable(),
  created_at: z.string(),
});
export type Notification = z.infer<typeof Notification>;

export const ListNotificationsQuery = z.object({
  unread: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  cursor: z.uuid("is not one that this list gave").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListNotificationsQuery = z.infer<typeof ListNotificationsQuery>;

/** A `created_at` of the list; Postgres does not know every length of a fraction that ISO 8601 allows. */
const Moment = z.iso
  .datetime("must be a moment in UTC, like 2026-11-22T09:00:00.000Z")
  .refine((time) => Date.parse(time) >= 0, "lies before the year 1970")
  .transform((time) => new Date(time).toISOString());

/** Without `ids` and `until`, everything that is unread. */
export const MarkNotificationsRead = z.object({
  ids: z.array(z.uuid("must be a uuid")).min(1).max(200).optional(),
  until: Moment.optional(),
});
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>;
