import { rankServices } from "./choose";
import type { PlannerTask } from "./fields";

const stop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A note about a lead from what is on file, and the plain statement that nothing else was looked up. */
export function researchLead(task: PlannerTask): string {
  const { lead, findings } = task;
  const who = lead.fullName || "This person";
  const place = [lead.company, lead.site && `(${lead.site})`].filter((part) => part !== "").join(" ");
  const [service] = rankServices(task);
  const parts = [
    lead.title && place ? `${who} is ${lead.title} at ${place}.` : "",
    lead.title && !place ? `${who} is ${lead.title}.` : "",
    !lead.title && place ? `${who} belongs to ${place}.` : "",
    lead.notes ? stop(`On file: ${lead.notes}`) : "",
    findings.length > 0 ? stop(`Search results: ${findings.join("; ")}`) : "",
    service ? `Of our services, the closest to these fields is: ${service}.` : "",
    "This note was put together by the offline planner from the fields on file; nothing else was looked up.",
  ];
  return parts.filter((part) => part !== "").join(" ");
}
