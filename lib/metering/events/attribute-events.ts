import { findMails } from "@/lib/outreach/sequence/find-mails";
import type { TxCtx } from "@/lib/platform/transaction";
import { attribute, type Attribution, type Refusal } from "./attribution";
import { isGiven, type EventType, type NewEvent } from "./schemas";

/** An event with the place where it counts, or the reason why it is refused. */
export type Draft = { event: NewEvent } & ({ place: Attribution & { step: number | null } } | { refusal: Refusal });

/** Events that the recipient causes: their reporter may not know which mail they are about. */
const ABOUT_A_MAIL: ReadonlySet<EventType> = new Set<EventType>(["replied", "opt_out", "bounced", "complained"]);
/** In these, the provider message id is that of our mail; in the other two, that of the recipient's answer. */
const RETURNED: ReadonlySet<EventType> = new Set<EventType>(["bounced", "complained"]);

/**
 * Finds where each event belongs, its step too; one draft an event, in order. An answer belongs to the campaign of the mail it answers,
 * whatever the reporter named, because several campaigns may share a mailbox and its tracker. An event without a step gets that of the
 * campaign's last mail to the person. Mails are read in one statement, and only if an event needs them.
 */
export async function attributeEvents(tx: TxCtx, events: readonly NewEvent[]): Promise<Draft[]> {
  const drafts = events.map((event) => ({ event, named: event, messageIds: messageIdsOf(event) }));
  const mails = await findMails(tx, {
    messageIds: drafts.flatMap(({ messageIds }) => messageIds),
    emails: events.filter(lacksStep).map(({ contact_email }) => contact_email),
  });
  const byMessageId = new Map(mails.map((mail) => [mail.messageId, mail]));
  const lastSteps = new Map(mails.map(({ email, campaignId, step }) => [`${email} ${campaignId}`, step]));

  const placed = await attribute(
    tx,
    drafts.map((draft) => ({ ...draft, answered: draft.messageIds.map((id) => byMessageId.get(id)).find(isGiven) })),
  );
  return placed.map((draft) => {
    if ("refusal" in draft) return draft;
    const { event, answered, place } = draft;
    const last = lacksStep(event) ? lastSteps.get(`${event.contact_email} ${place.campaignId}`) : undefined;
    return { event, place: { ...place, step: answered?.step ?? event.step ?? last ?? null } };
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

/** A message id in the form that our mails store. The input is untrusted: any value is possible. */
function inBrackets(id: unknown): string | null {
  if (typeof id !== "string" || id.length > LONGEST_MESSAGE_ID) return null;
  const [, bare] = /^\s*<?([^\s<>]+)/.exec(id) ?? [];
  return bare === undefined ? null : `<${bare}>`;
}
