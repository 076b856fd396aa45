import { rankServices } from "./choose";
import type { PlannerTask } from "./fields";

type ReportedFinding = { source: number; fact: string; quote: string };

const stop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A note about a lead from what is on file, and the plain statement that nothing else went into it. */
export function researchLead(task: PlannerTask): string {
  const { lead } = task;
  const who = lead.fullName || "This person";
  const place = [lead.company, lead.site && `(${lead.site})`].filter((part) => part !== "").join(" ");
  const [service] = rankServices(task);
  const parts = [
    lead.title && place ? `${who} is ${lead.title} at ${place}.` : "",
    lead.title && !place ? `${who} is ${lead.title}.` : "",
    !lead.title && place ? `${who} belongs to ${place}.` : "",
    lead.notes ? stop(`On file: ${lead.notes}`) : "",
    service ? `Of our services, the closest to these fields is: ${service}.` : "",
    "This note was put together by the offline planner from the fields on file; nothing else was looked up for it.",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

const MOST = 3;
/** Sentences in which a company speaks of itself. */
const OF_ITSELF =
  /^(we|our|wir|unsere?|nous|notre|nos|nosotros|nuestr[oa]s?|noi|il nostro|la nostra|i nostri|wij|we|onze|ons|nós|nosso|nossa)\b/iu;

/** The first sentences of the texts in which the lead's company speaks of itself, word by word: the planner says nothing of its own. */
export function findFindings({ sources, lead }: PlannerTask): ReportedFinding[] {
  const own = lead.company.toLowerCase();
  const found = sources.flatMap(({ number, text }) =>
    text
      .split(/(?<=[.!?])\s+/)
      .filter((sentence) => sentence.length >= 30 && sentence.length <= 160)
      .filter((sentence) => OF_ITSELF.test(sentence) || (own !== "" && sentence.toLowerCase().startsWith(own)))
      .map((sentence) => ({ source: number, fact: sentence, quote: sentence })),
  );
  return found.slice(0, MOST);
}
