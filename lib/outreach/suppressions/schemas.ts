import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";

export const SuppressionReason = z.enum(["opt_out", "complained", "hard_bounce", "manual"]);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

export const Suppression = z
  .object({
    email: z.string(),
    reason: SuppressionReason,
    source: z.string(),
    created_at: z.string(),
  })
  .meta({ id: "Suppression" });
export type Suppression = z.infer<typeof Suppression>;

export const AddSuppression = z.object({ email: EmailAddress.meta({ description: "The email address." }) });
export type AddSuppression = z.infer<typeof AddSuppression>;

export const ListSuppressionsQuery = z.object({
  cursor: z.string().max(254).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListSuppressionsQuery = z.infer<typeof ListSuppressionsQuery>;

/** The statuses of a lead; a stronger one is never replaced by a weaker one. */
export type StopLead = {
  email: string;
  /** null leaves the lead as it is and only cancels what waits. */
  status: "replied" | "bounced" | "opted_out" | "complained" | null;
  /** Why the address goes on the suppression list; without one it does not. */
  reason?: SuppressionReason | null;
  /** Where it was heard from: `link`, `event`, `manual`. */
  source?: string;
};
