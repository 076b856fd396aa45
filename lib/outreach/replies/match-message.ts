import type { ParsedMessage } from "@/lib/company/mail/schemas";
import { bareSubject } from "@/lib/company/mail/machine-signs";
import type { TxCtx } from "@/lib/platform/transaction";
import { selectAnswered, selectLead, selectLastSent, type Answered, type LeadFound } from "./store-matching";

/** The person a message is about, and the email of ours that it answers. `lead` is null for a person who is none. */
export type Match = { lead: LeadFound; campaignId: string | null; step: number | null; answeredId: string | null };

type Asked = { message: ParsedMessage; from: string | null; recipients: readonly string[] };

/**
 * Finds the conversation of a message: by the email that it names in In-Reply-To, or, with the same subject, in References; a delivery
 * report by the message it returns or its recipient; else by the sender's address. Null when it belongs to no lead. The caller has
 * checked the permission.
 */
export async function findMatch(tx: TxCtx, { message, from, recipients }: Asked): Promise<Match | null> {
  const trusted = [...message.inReplyTo, ...message.returned];
  const answered = await selectAnswered(tx, [...trusted, ...message.references]);
  const named =
    lastOf(answered, trusted) ??
    lastOf(
      answered.filter(({ subject }) => bareSubject(subject) === bareSubject(message.subject)),
      message.references,
    );
  if (named) {
    const { lead, campaignId, step, messageId } = named;
    return { lead, campaignId, step, answeredId: messageId };
  }
  for (const email of [...recipients, ...(from === null ? [] : [from])]) {
    const lead = await selectLead(tx, email);
    if (!lead) continue;
    const last = await selectLastSent(tx, lead.id);
    return {
      lead,
      campaignId: last?.campaignId ?? null,
      step: last?.step ?? null,
      answeredId: last?.messageId ?? null,
    };
  }
  return null;
}

/** Of the ids in their order the last one that is ours: a thread names its newest message last. */
const lastOf = (answered: readonly Answered[], ids: readonly string[]): Answered | undefined =>
  ids.map((id) => answered.find(({ messageId }) => messageId === id)).findLast((found) => found !== undefined);
