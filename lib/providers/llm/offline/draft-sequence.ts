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
  const { title, company } = lead;
  if (title && company) {
    return choose(lead, "relevance", [
      `You are ${title} at ${company}, so a quick question.`,
      `As ${title} at ${company} you are probably the right person to ask.`,
      `I am asking you as ${title} at ${company}.`,
    ]);
  }
  return title ? `You work as ${title}, so a quick question.` : "I will keep this short.";
}

function offer({ company }: PlannerTask, service: string): string {
  const own = company.description;
  if (/^(we|our)\b/i.test(own)) return `${start(own)}.`;
  const said = own || service;
  return said === "" ? "" : `In short: ${said}.`;
}

function question({ lead }: PlannerTask): string {
  const place = lead.company || "your company";
  if (roleOf(lead.title) === "lead") {
    return `Is this something you look after yourself at ${place}, or should I ask a colleague?`;
  }
  return choose(lead, "question", [
    `Is this a problem worth solving at ${place} right now?`,
    `Is this on your list at ${place}, or is it solved already?`,
    "Is it worth ten minutes next week?",
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
  const concrete = service
    ? choose(lead, "service", [`One example of what we do: ${service}.`, `To be concrete: ${service}.`])
    : "I can send you a short description of how we work.";
  const reopening = choose(lead, "follow-up", [
    "A quick follow-up with something more specific.",
    "My last note was rather general.",
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
    "I have not heard back, so I will leave it there.",
    "I will leave it there and not write again about this.",
  ]);
  const later = company.site
    ? `If the timing changes, just reply, or find us at ${company.site}.`
    : "If the timing changes, just reply.";
  return {
    step: 3,
    subject: lead.firstName ? `Last note, ${lead.firstName}` : "My last note",
    body: paragraphs(greeting(task), sentences(farewell, later), signature(task)),
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
