import { z } from "zod";

export const UnknownSend = z
  .object({
    claim_id: z.uuid(),
    campaign_id: z.uuid(),
    lead_id: z.uuid(),
    step: z.number(),
    to_email: z.string(),
    subject: z.string(),
    message_id: z.string(),
    claimed_at: z.string(),
    detail: z.string().nullable(),
  })
  .meta({ id: "UnknownSend" });
export type UnknownSend = z.infer<typeof UnknownSend>;

export const ListUnknownSendsQuery = z.object({
  cursor: z.uuid().optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListUnknownSendsQuery = z.infer<typeof ListUnknownSendsQuery>;

export const DecideUnknownSend = z.object({
  claim_id: z.uuid("must be a uuid").meta({ description: "The email, from the list." }),
  outcome: z.enum(["sent", "not_sent"], "must be sent or not_sent").meta({ description: "The outcome of the email." }),
});
export type DecideUnknownSend = z.infer<typeof DecideUnknownSend>;

/** Any text: what is not one of our links gets the same answer as a link that does not exist. */
export const UnsubscribeRef = z.object({ token: z.string() });
