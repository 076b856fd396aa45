import { z } from "zod";

/** The value as text: a number becomes digits, anything else an empty text. */
const loose = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "string" ? value : typeof value === "number" ? String(value) : ""));
const list = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : []));

const record = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => (typeof value === "object" && value !== null ? value : {}), z.object(shape));

const RawTask = z.object({
  task: z.enum(["draft_sequence", "research_lead"]),
  company: record({
    name: loose,
    description: loose,
    website: loose,
    services: list,
    sender_name: loose,
    calendly_links: list,
  }),
  lead: record({
    email: loose,
    first_name: loose,
    last_name: loose,
    company: loose,
    title: loose,
    website: loose,
    notes: loose,
    research: loose,
  }),
  search_results: z
    .unknown()
    .optional()
    .transform((value) => (Array.isArray(value) ? value.slice(0, 5) : [])),
});

/** The planner's input: every field on one line, of bounded length, empty when nothing is usable. */
export type PlannerTask = {
  task: "draft_sequence" | "research_lead";
  company: { name: string; description: string; site: string; services: string[]; sender: string; calendly: string };
  lead: {
    key: string;
    firstName: string;
    fullName: string;
    company: string;
    title: string;
    site: string;
    notes: string;
    research: string;
  };
  findings: string[];
};

const NOTHING = /^(n\/?a|null|undefined|none|unknown|-+|your_[a-z0-9_]+)$/i;
/** Markup, links and template leftovers have no place in a name: such a field is left out rather than mailed. */
const NOT_WORDS = /https?:|www\.|[<>{}[\]|\\]|your_[a-z0-9_]+/i;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const capWords = (text: string, words: number): string => text.split(" ").slice(0, words).join(" ");

/** One line, at most so many words and characters, cut between words. */
function line(text: string, words: number, characters: number): string {
  const flat = text.slice(0, 20_000).replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
  if (NOTHING.test(flat)) return "";
  const capped = capWords(flat, words);
  if (capped.length <= characters) return capped;
  const cut = capped.slice(0, characters).toWellFormed().replaceAll("\uFFFD", "");
  return cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
}

const words = (text: string, count: number, characters: number): string => {
  const flat = line(text, count, characters);
  return NOT_WORDS.test(flat) ? "" : flat;
};

const name = (text: string): string => {
  const flat = words(text, 4, 40).replace(/[.,;:!?]+$/, "");
  if (!/^[\p{L}\p{M}][\p{L}\p{M}' ’.-]*$/u.test(flat)) return "";
  const shouted = flat === flat.toUpperCase() || flat === flat.toLowerCase();
  return shouted ? flat.toLowerCase().replace(/(^|[\s'’-])\p{L}/gu, (first) => first.toUpperCase()) : flat;
};

const LEGAL_FORM =
  /,?\s+(ltd|limited|gmbh( & co\.? kg(aa)?)?|inc|incorporated|llc|l\.l\.c|llp|corp|corporation|plc|ag|se|kg|ug|ohg|e\.k|s\.?a\.?s?|sarl|s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|oy|ab|as|a\/s|aps|pty|pte|sp\. z o\.o)\.?$/i;

/** A company's name as people say it: without its legal form. */
const spokenName = (text: string): string => {
  const flat = words(text, 8, 60);
  const spoken = flat.replace(LEGAL_FORM, "").replace(LEGAL_FORM, "").trim();
  return spoken === "" ? flat : spoken;
};

/** The first sentence, without its full stop: what fits into a sentence of ours. */
const phrase = (text: string): string => {
  const [first = ""] = line(text, 200, 2_000).split(/(?<=[.!?])\s/);
  const flat = words(first, 28, 180);
  return flat.replace(/[\s.,;:!?-]+$/, "");
};

function host(text: string): string {
  const flat = line(text, 1, 200);
  if (flat === "") return "";
  const address = /^https?:\/\//i.test(flat) ? flat : `https://${flat}`;
  if (!URL.canParse(address)) return "";
  const { hostname, protocol } = new URL(address);
  const known = /^https?:$/.test(protocol) && /^[a-z0-9.-]+\.[a-z0-9-]{2,}$/i.test(hostname) && hostname.length <= 80;
  return known ? hostname.replace(/^www\./, "") : "";
}

function link(urls: string[]): string {
  const usable = urls
    .map((url) => url.trim())
    .find((url) => url.length <= 200 && /^https?:\/\/\S+$/i.test(url) && URL.canParse(url) && !/your_/i.test(url));
  return usable ?? "";
}

function finding(result: unknown): string {
  if (typeof result !== "object" || result === null || !("title" in result) || typeof result.title !== "string")
    return "";
  return words(result.title, 20, 140);
}

/** The task in a message, or null when it is not one of ours. */
export function readTask(message: string): PlannerTask | null {
  let json: unknown;
  try {
    json = JSON.parse(message);
  } catch {
    return null;
  }
  const parsed = RawTask.safeParse(json);
  if (!parsed.success) return null;
  const { task, company, lead, search_results } = parsed.data;
  const firstName = name(lead.first_name);
  return {
    task,
    company: {
      name: words(company.name, 8, 60),
      description: phrase(company.description),
      site: host(company.website),
      services: company.services
        .map(phrase)
        .filter((service) => service !== "")
        .slice(0, 4),
      sender: name(company.sender_name) || words(company.sender_name, 5, 50),
      calendly: link(company.calendly_links),
    },
    lead: {
      key: [lead.email, lead.first_name, lead.last_name, lead.company].join("|").toLowerCase(),
      firstName,
      fullName: [firstName, name(lead.last_name)].filter((part) => part !== "").join(" "),
      company: spokenName(lead.company),
      title: words(lead.title, 8, 60),
      site: host(lead.website),
      notes: line(lead.notes, 60, 400),
      research: line(lead.research, 120, 900),
    },
    findings: search_results.map(finding).filter((title) => title !== ""),
  };
}
