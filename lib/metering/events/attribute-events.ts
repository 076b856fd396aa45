import { findMails } from "@/lib/outreach/sequence/find-mails";
import type { TxCtx } from "@/lib/platform/transaction";
import { attribute, type Attribution, type Refusal } from "./attribution";
import { isGiven, type EventType, type NewEvent } from "./schemas";
import { selectReported } from "./store-attribution";

/** An event with the place where it counts, or the reason why it is refused. */
export type Draft = { event: NewEvent } & ({ place: Attribution & { step: number | null } } | { refusal: Refusal });

/** Events that the recipient causes: their reporter may not know which mail they are about. */
const ABOUT_A_MAIL: ReadonlySet<EventType> = new Set<EventType>(["replied", "opt_out", "bounced", "complained"]);
/** In these, the provider message id is that of our mail; in the other two, that of the recipient's answer. */
const RETURNED: ReadonlySet<EventType> = new Set<EventType>(["bounced", "complained"]);

/**
 * Finds where each event belongs, its step too; one draft an event, in order. An answer belongs to the campaign of the mail it answers,
 * whatever the reporter named, because several campaigns may share a mailbox and its tracker. An event that names no campaign belongs to
 * the one campaign that wrote to the person, if it is one. An event without a step gets that of the campaign's last mail to the person.
 * Mails are read only if an event needs them.
 */
export async function attributeEvents(tx: TxCtx, events: readonly NewEvent[]): Promise<Draft[]> {
  const drafts = events.map((event) => ({ event, named: event, messageIds: messageIdsOf(event) }));
  const mails = await findMails(tx, {
    messageIds: drafts.flatMap(({ messageIds }) => messageIds),
    emails: events.filter((event) => lacksStep(event) || lacksPlace(event)).map(({ contact_email }) => contact_email),
  });
  const reported = await selectReported(tx, [
    ...new Set(events.filter(lacksPlace).map(({ contact_email }) => contact_email)),
  ]);
  const byMessageId = new Map(mails.map((mail) => [mail.messageId, mail]));
  const toPeople = [...reported, ...mails];
  const lastSteps = new Map(toPeople.map(({ email, campaignId, step }) => [`${email} ${campaignId}`, step]));
  const onlyCampaign = (event: NewEvent): { campaignId: string } | undefined => {
    if (!lacksPlace(event)) return undefined;
    const campaigns = new Set(
      toPeople.flatMap(({ email, campaignId }) => (email === event.contact_email ? [campaignId] : [])),
    );
    const [campaignId] = campaigns;
    return campaigns.size === 1 && campaignId !== undefined ? { campaignId } : undefined;
  };

  const placed = await attribute(
    tx,
    drafts.map((draft) => {
      const mail = draft.messageIds.map((id) => byMessageId.get(id)).find(isGiven);
      return { ...draft, mail, answered: mail ?? onlyCampaign(draft.event) };
    }),
  );
  return placed.map((draft) => {
    if ("refusal" in draft) return draft;
    const { event, mail, place } = draft;
    const last =
      lacksStep(event) || (lacksPlace(event) && ABOUT_A_MAIL.has(event.event_type) && !isGiven(event.step))
        ? lastSteps.get(`${event.contact_email} ${place.campaignId}`)
        : undefined;
    return { event, place: { ...place, step: mail?.step ?? event.step ?? last ?? null } };
  });
}

const lacksStep = ({ event_type, step, campaign, campaign_id }: NewEvent): boolean =>
  ABOUT_A_MAIL.has(event_type) && !isGiven(step) && (isGiven(campaign) || isGiven(campaign_id));

/** Says nothing of where it belongs, and follows an email that went out before. */
const lacksPlace = ({ event_type, campaign, campaign_id, campaign_group_id }: NewEvent): boolean =>
  event_type !== "sent" && ![campaign, campaign_id, campaign_group_id].some(isGiven);

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
