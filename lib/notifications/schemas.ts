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

/** Without `ids`, everything that is unread. */
export const MarkNotificationsRead = z.object({ ids: z.array(z.uuid("must be a uuid")).min(1).max(200).optional() });
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>;
