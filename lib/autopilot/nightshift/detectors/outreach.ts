import { judgeDeliveries } from "@/lib/outreach/mailbox/judge-deliveries";
import { candidate, quoted, type Candidate } from "../candidate";
import { counted, hoursBetween, linesAbout, type Facts } from "../facts";

const SETTLED_HOURS = 48;

/** Active campaigns that have sent nothing for two days, with the gate that holds them. */
export const findSilentCampaigns = (facts: Facts): Candidate[] =>
  facts.campaigns
    .filter(({ sendsLately, activeSince }) => sendsLately === 0 && hoursBetween(activeSince, facts.at) >= SETTLED_HOURS)
    .map(({ id, name, gate, sends }) =>
      candidate({
        key: `campaign_silent:${id}`,
        kind: "campaign_silent",
        title: `Get ${quoted(name)} sending again`,
        why: `The campaign is active and has sent nothing for two days.${gate ? ` ${gate}` : ""}`,
        titleFacts: { gate: gate ?? "", sends },
        metric: "sends",
        effectLow: 1,
        effectHigh: 50,
        value: 75,
        minutes: 10,
        evidence: [`c:${id}`, ...linesAbout(facts, id)],
      }),
    );

/** Campaigns whose bounces or complaints are over the guardrail, and accounts that it stopped. */
export function findUndelivered(facts: Facts): Candidate[] {
  const campaigns = facts.campaigns.flatMap((campaign) => {
    const { id, name, sends, bounces, complaints } = campaign;
    const judged = judgeDeliveries({ sent: sends, bounced: bounces, complained: complaints });
    if (judged === null) return [];
    const count = judged === "bounces" ? bounces : complaints;
    return [
      candidate({
        key: `deliverability:${id}`,
        kind: "deliverability",
        title: `Pause ${quoted(name)} and clean its list`,
        why: `${counted(count, judged === "bounces" ? "bounce" : "complaint")} of ${counted(sends, "email")} in 7 days: mailbox providers block senders like that.`,
        titleFacts: { sends, bounces, complaints },
        action: { action_type: "campaign.pause", payload: { campaign_id: id } },
        value: 90,
        minutes: 15,
        evidence: [`c:${id}`, ...linesAbout(facts, id)],
      }),
    ];
  });
  const stopped = facts.accounts.filter(({ guardrail }) => guardrail !== null);
  return [
    ...campaigns,
    ...stopped.map(({ mailbox, guardrail }) =>
      candidate({
        key: `deliverability:mailbox-${mailbox}`,
        kind: "deliverability",
        title: `Find out why mailbox ${mailbox} was stopped`,
        why: `Too many ${guardrail} stopped it, and nothing leaves it until you let it go on.`,
        titleFacts: { mailbox, guardrail: guardrail ?? "" },
        value: 85,
        minutes: 15,
        evidence: [`b:${mailbox}`],
      }),
    ),
  ];
}

const RATE_FLOOR = 50;

/** Campaigns that people answer half as often as the week before. A small number of emails says nothing. */
export const findFewerReplies = (facts: Facts): Candidate[] =>
  facts.campaigns
    .filter(
      ({ sends, sendsBefore, replies, repliesBefore }) =>
        sends >= RATE_FLOOR &&
        sendsBefore >= RATE_FLOOR &&
        repliesBefore >= 3 &&
        replies * sendsBefore * 2 <= repliesBefore * sends,
    )
    .map(({ id, name, replies, repliesBefore, sends, sendsBefore }) =>
      candidate({
        key: `reply_rate_down:${id}`,
        kind: "reply_rate_down",
        title: `Rewrite the first email of ${quoted(name)}`,
        why: `${counted(replies, "reply", "replies")} to ${sends} emails in 7 days, after ${repliesBefore} to ${sendsBefore} in the 7 days before.`,
        titleFacts: { replies, sends, repliesBefore, sendsBefore },
        metric: "replies",
        effectLow: 1,
        effectHigh: Math.max(1, repliesBefore - replies),
        value: 60,
        minutes: 20,
        evidence: [`c:${id}`, ...linesAbout(facts, id)],
      }),
    );

const LASTS_DAYS = 5;

/** A list that lasts for five days or less at the pace of the last week. */
export function findExhaustedList(facts: Facts): Candidate[] {
  const sends = facts.campaigns.reduce((sum, campaign) => sum + campaign.sends, 0);
  const perDay = sends / 7;
  if (perDay < 1 || facts.peopleLeft > perDay * LASTS_DAYS) return [];
  const days = Math.floor(facts.peopleLeft / perDay);
  return [
    candidate({
      key: "list_exhausted",
      kind: "list_exhausted",
      title: "Import more people",
      why: `${counted(facts.peopleLeft, "person", "people")} can still get a first email. At the pace of the last 7 days that lasts ${counted(days, "day")}.`,
      titleFacts: { peopleLeft: facts.peopleLeft, days },
      metric: "sends",
      effectLow: 1,
      effectHigh: sends,
      value: 65,
      minutes: 20,
      evidence: facts.campaigns.filter((campaign) => campaign.sends > 0).map(({ id }) => `c:${id}`),
    }),
  ];
}

/** Mail accounts whose sign-in or domain authentication stopped working. */
export const findTroubledAccounts = (facts: Facts): Candidate[] =>
  facts.accounts.flatMap(({ mailbox, trouble }) =>
    trouble === null
      ? []
      : [
          candidate({
            key: `mail_account:${mailbox}`,
            kind: "mail_account",
            title: `Repair mailbox ${mailbox}`,
            why: `Its last test failed (${trouble}), so nothing can leave it.`,
            titleFacts: { mailbox, trouble },
            value: 88,
            minutes: 10,
            evidence: [`b:${mailbox}`],
          }),
        ],
  );
