import { findMails } from "@/lib/outreach/email/find-mails";
import type { TxCtx } from "@/lib/platform/transaction";
import { attribute, type Attribution, type Refusal } from "./attribution";
import { isGiven, type EventType, type NewEvent } from "./schemas";

export type EventAttribution = Attribution & { step: number | null };

/** What comes from the person who was mailed: whoever reports it may not know which mail it is about. */
const ABOUT_A_MAIL: ReadonlySet<EventType> = new Set<EventType>(["replied", "opt_out", "bounced", "complained"]);
/** Of these, a report that names a message names ours; of the others, theirs. */
const RETURNED: ReadonlySet<EventType> = new Set<EventType>(["bounced", "complained"]);

/**
 * Finds where each event belongs, its step too. What answers a mail of ours belongs where that mail does, whatever the reporter named: the
 * tracker of one campaign reads a mailbox that several share. Else a step nobody named is that of the last mail of the campaign that went
 * to the person. The mails are asked once for all events, and only if one needs it.
 */
export async function attributeEvents(
  tx: TxCtx,
  events: readonly NewEvent[],
): Promise<(EventAttribution | Refusal | undefined)[]> {
  const named = events.map(messageIdsOf);
  const mails = await findMails(tx, {
    messageIds: named.flat(),
    emails: events.filter(lacksStep).map(({ contact_email }) => contact_email),
  });
  const byMessageId = new Map(mails.map((mail) => [mail.messageId, mail]));
  const lastSteps = new Map(mails.map(({ email, campaignId, step }) => [`${email} ${campaignId}`, step]));

  const answered = named.map((ids) => ids.map((id) => byMessageId.get(id)).find(isGiven));
  const places = await attribute(
    tx,
    events.map(({ campaign, campaign_id, campaign_group_id }, index) => ({
      campaign,
      campaign_id,
      campaign_group_id,
      answered: answered[index],
    })),
  );
  return events.map((event, index) => {
    const place = places[index];
    if (!place || "error" in place) return place;
    const last = lacksStep(event) ? lastSteps.get(`${event.contact_email} ${place.campaignId}`) : undefined;
    return { ...place, step: answered[index]?.step ?? event.step ?? last ?? null };
  });
}

const lacksStep = ({ event_type, step, campaign, campaign_id }: NewEvent): boolean =>
  ABOUT_A_MAIL.has(event_type) && !isGiven(step) && (isGiven(campaign) || isGiven(campaign_id));

/** The messages of which one may be the mail an event is about, the likeliest first. */
function messageIdsOf({ event_type, step, metadata, provider_message_id }: NewEvent): string[] {
  if (!ABOUT_A_MAIL.has(event_type)) return [];
  const isNamed = RETURNED.has(event_type) && !isGiven(step);
  return [metadata?.in_reply_to, isNamed ? provider_message_id : null].map(inBrackets).filter(isGiven);
}

const LONGEST_MESSAGE_ID = 1_000;

/** A message id as our mails have theirs. It may be a stranger's text, and anything. */
function inBrackets(id: unknown): string | null {
  if (typeof id !== "string" || id.length > LONGEST_MESSAGE_ID) return null;
  const [, bare] = /^\s*<?([^\s<>]+)/.exec(id) ?? [];
  return bare === undefined ? null : `<${bare}>`;
}
