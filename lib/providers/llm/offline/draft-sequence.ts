import { choose, rankServices, roleOf } from "./choose";
import type { PlannerTask } from "./fields";

export type Draft = { step: 1 | 2 | 3; subject: string; body: string };

const SUBJECT_CHARACTERS = 90;

const paragraphs = (...parts: string[]): string => parts.filter((part) => part !== "").join("\n\n");
const sentences = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");

/** Upper-case first letter of a sentence that starts with somebody else's words. */
const start = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function greeting({ lead }: PlannerTask): string {
  return lead.firstName ? `Hi ${lead.firstName},` : "Hello,";
}

function signature({ company }: PlannerTask): string {
  const lines = ["Best regards,", company.sender, company.name === company.sender ? "" : company.name];
  return lines.filter((part) => part !== "").join("\n");
}

function introduction({ company, lead }: PlannerTask): string {
  if (company.sender && company.name) {
    return choose(lead, "introduction", [
      `my name is ${company.sender} and I work at ${company.name}.`,
      `I am ${company.sender} from ${company.name}.`,
      `this is ${company.sender} from ${company.name}.`,
    ]);
  }
  if (company.sender) return `my name is ${company.sender}.`;
  return company.name ? `I am writing on behalf of ${company.name}.` : "";
}

/** Why this person: said from their own fields, nothing looked up and nothing guessed. */
function relevance({ lead }: PlannerTask): string {
  const { title, company, site } = lead;
  if (title && company) {
    return choose(lead, "relevance", [
      `I am writing to you because you are ${title} at ${company}.`,
      `As ${title} at ${company}, you can tell me quickly whether this is of use to you.`,
      `Your role as ${title} at ${company} is why I thought of asking you first.`,
    ]);
  }
  if (company)
    return choose(lead, "relevance", [
      `I am writing to you because of ${company}.`,
      `I had ${company} in mind for this.`,
    ]);
  if (title)
    return choose(lead, "relevance", [
      `I am writing to you because of your role as ${title}.`,
      `As ${title}, you can tell me quickly whether this is of use to you.`,
    ]);
  if (site) return `I am writing to you because of ${site}.`;
  return "You do not know me, so I will keep this short.";
}

function offer({ company }: PlannerTask, service: string): string {
  const own = company.description;
  if (/^(we|our)\b/i.test(own)) return `${start(own)}.`;
  if (own) return `In one line, what we do: ${own}.`;
  return service
    ? `In one line, what we offer: ${service}.`
    : "I would like to find out whether what we do could be of use to you.";
}

function question({ lead }: PlannerTask): string {
  const place = lead.company || "your company";
  const byRole: Record<string, string> = {
    lead: `Is this something you look after yourself at ${place}, or would you point me to somebody else?`,
    marketing: `Would this help with what the marketing team at ${place} is working on?`,
    sales: `Would this take some work off the sales team at ${place}?`,
    engineering: `Would this be useful to the technical team at ${place}, or is it solved already?`,
    operations: `Would this make day-to-day work at ${place} easier, or is it solved already?`,
    finance: `Is this something you would want to compare with what ${place} does today?`,
    people: `Would this be useful to the people you look after at ${place}?`,
    product: `Would this fit into what the product team at ${place} is planning?`,
  };
  const asked = byRole[roleOf(lead.title)];
  if (asked) return asked;
  return choose(lead, "question", [
    `Is this relevant for ${place}?`,
    `Would this be of use to ${place}, or should I ask somebody else?`,
    `Is this worth a short conversation for ${place}?`,
  ]);
}

const booking = ({ company }: PlannerTask): string =>
  company.calendly ? `If a short call is easier, you can choose a time here: ${company.calendly}` : "";

function firstSubject({ company, lead }: PlannerTask): string {
  const from = company.name ? ` from ${company.name}` : "";
  if (lead.company && company.name) {
    return choose(lead, "subject", [
      `${company.name} and ${lead.company}`,
      `A question for ${lead.company}`,
      `${lead.company}: a short question${from}`,
    ]);
  }
  if (lead.company) return `A question for ${lead.company}`;
  return lead.firstName ? `${lead.firstName}, a short question${from}` : `A short question${from}`;
}

function first(task: PlannerTask, service: string): Draft {
  const opening = introduction(task);
  const hello = opening === "" ? relevance(task) : sentences(start(opening), relevance(task));
  return {
    step: 1,
    subject: firstSubject(task),
    body: paragraphs(greeting(task), hello, offer(task, service), question(task), signature(task)),
  };
}

function second(task: PlannerTask, service: string): Draft {
  const { lead, company } = task;
  const place = lead.company || "you";
  const concrete = service
    ? choose(lead, "service", [
        `One concrete thing we could do for ${place}: ${service}.`,
        `To be concrete, this is one thing we offer: ${service}.`,
        `Here is one specific way we could be of use to ${place}: ${service}.`,
      ])
    : `I can send ${place} a short, concrete description of how we work.`;
  const reopening = choose(lead, "follow-up", [
    "I wanted to follow up on my last note with something more specific.",
    "My last note was rather general, so here is something more specific.",
    "A short follow-up to my last email.",
  ]);
  const ask = choose(lead, "second question", [
    "Shall I send you the details?",
    "Would you like to know more about it?",
    "Is that worth a closer look?",
  ]);
  const subject = company.name ? `Following up: ${company.name}` : "Following up on my note";
  return {
    step: 2,
    subject,
    body: paragraphs(greeting(task), sentences(reopening, concrete), ask, booking(task), signature(task)),
  };
}

function third(task: PlannerTask): Draft {
  const { lead, company } = task;
  const farewell = choose(lead, "farewell", [
    "I have not heard back, so this is my last email about this.",
    "This is the last time I write to you about this.",
    "I do not want to fill your inbox, so this is my last note.",
  ]);
  const later = company.site
    ? `Should it become relevant later, you will find us at ${company.site}.`
    : "Should it become relevant later, a short answer to this email is enough.";
  const wish = lead.company ? `All the best to you and everybody at ${lead.company}.` : "All the best to you.";
  return {
    step: 3,
    subject: lead.firstName ? `Last note, ${lead.firstName}` : "My last note",
    body: paragraphs(greeting(task), sentences(farewell, later), wish, signature(task)),
  };
}

/** Three plain-text emails from the fields of company and lead alone; the same fields always give the same emails. */
export function draftSequence(task: PlannerTask): Draft[] {
  const [best = "", other] = rankServices(task);
  const drafts = [first(task, best), second(task, task.company.description ? best : (other ?? best)), third(task)];
  return drafts.map((draft) => ({
    ...draft,
    subject: draft.subject.slice(0, SUBJECT_CHARACTERS).toWellFormed().trim(),
  }));
}
