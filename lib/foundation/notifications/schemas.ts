import { z } from "zod";

export const Notification = z
  .object({
    id: z.uuid(),
    type: z.string(),
    title: z.string(),
    data: z.unknown(),
    read_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof Notification>;

export const ListNotificationsQuery = z.object({
  unread: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional()
    .meta({ description: "`true` returns only unread notifications." }),
  cursor: z
    .uuid("is not one that this list gave")
    .optional()
    .meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListNotificationsQuery = z.infer<typeof ListNotificationsQuery>;

/** A `created_at` of the list; Postgres does not know every length of a fraction that ISO 8601 allows. */
const Moment = z.iso
  .datetime("must be a moment in UTC, like 2026-11-22T09:00:00.000Z")
  .refine((time) => Date.parse(time) >= 0, "lies before the year 1970")
  .transform((time) => new Date(time).toISOString());

/** Without `ids` and `until`, everything that is unread. */
export const MarkNotificationsRead = z.object({
  ids: z
    .array(z.uuid("must be a uuid"))
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "The notifications to mark as read; omit it to mark all." }),
  until: Moment.optional().meta({ description: "Only notifications up to this time." }),
});
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>;
