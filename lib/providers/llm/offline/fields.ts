import { z } from "zod";
import { spokenName } from "./spoken-name";

/** The value as text: a number becomes digits, anything else an empty text. */
const loose = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "string" ? value : typeof value === "number" ? String(value) : ""));
const list = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : []));

const whole = (least: number, most: number) => z.number().int().min(least).max(most).optional().catch(undefined);

const record = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => (typeof value === "object" && value !== null ? value : {}), z.object(shape));

const RawTask = z.object({
  task: z.enum(["draft_sequence", "rewrite_email", "research_lead"]),
  company: record({
    name: loose,
    description: loose,
    website: loose,
    services: list,
    sender_name: loose,
    calendly_links: list,
    audience: loose,
    problem: loose,
    proof: loose,
    offer: loose,
    tone: loose,
    language: loose,
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
    findings: z
      .array(z.object({ number: z.number().int().min(1).max(50), quote: loose }))
      .max(50)
      .catch([]),
    extras: z.record(z.string(), z.unknown()).catch({}),
  }),
  step: whole(1, 10),
  version: whole(0, 10_000),
  steps: z
    .array(z.object({ step: z.number().int().min(1).max(10), instructions: loose }))
    .max(10)
    .catch([]),
  note: loose,
  sequence: z.array(z.object({ step: z.number(), subject: z.string(), body: z.string() })).catch([]),
  sources: z
    .array(z.object({ number: z.number().int().min(1).max(100), text: loose }))
    .max(100)
    .catch([]),
});

/** The planner's input: every field on one line, of bounded length, empty when nothing is usable. */
export type PlannerTask = {
  task: "draft_sequence" | "rewrite_email" | "research_lead";
  company: {
    name: string;
    description: string;
    site: string;
    services: string[];
    calendly: string;
    audience: string;
    problem: string;
    proof: string;
    offer: string;
    tone: string;
    language: string;
  };
  lead: {
    key: string;
    firstName: string;
    fullName: string;
    company: string;
    title: string;
    city: string;
    industry: string;
    /** A sentence that was written for this reader. */
    personal: string;
    site: string;
    notes: string;
    research: string;
    /** Whole sentences of the reader's own, which an email may quote, each with the number that it is cited by. */
    findings: { number: number; quote: string }[];
  };
  /** The texts that were read about the lead. */
  sources: { number: number; text: string }[];
  /** The emails to write, each with the founder's words on it. */
  steps: { step: number; instructions: string }[];
  /** The email to write anew, how often it was written, its present text, and the founder's note. */
  rewrite: { step: number; version: number; body: string; note: string };
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

/** A company's name as people say it, on one line. */
const companyName = (text: string): string => spokenName(words(text, 8, 60));

/** The first sentence, without its full stop: what fits into a sentence of ours. A question keeps its mark. */
const phrase = (text: string): string => {
  const [first = ""] = line(text, 200, 2_000).split(/(?<=[.!?])\s/);
  const flat = words(first, 28, 180);
  const bare = flat.replace(/[\s.,;:!?-]+$/, "");
  return bare !== "" && flat.endsWith("?") ? `${bare}?` : bare;
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

/** A line that an email can quote: one short sentence without marks that would end the quotation. */
function quotable(text: string): string {
  const flat = text.trim();
  const fits = flat.length >= 20 && flat.length <= 160 && !NOT_WORDS.test(flat) && !/[“”„"«»\d@]/.test(flat);
  return fits && !/[.!?…]\s/.test(flat) ? flat : "";
}

const COLUMNS = {
  company:
    /^(company name for emails|company for emails|short company( name)?|casual company( name)?|clean company( name)?)$/,
  title: /^(current (job|title|position)|job title|position|headline)$/,
  city: /^((company |lead |person )?city|location|ort|stadt|ville|ciudad|città|stad|cidade)$/,
  industry: /^((company |lead )?industry|sector|branche|secteur|industria|settore|setor)$/,
  personal: /^(personali[sz]ation|personali[sz]ed( first)? line|ice ?breaker|first line|opening line)$/,
} as const;

/** The cell of the column that means this, under whichever of its names. */
function extra(extras: Record<string, unknown>, column: keyof typeof COLUMNS): string {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replaceAll(/[^\p{L}]+/gu, " ")
      .trim();
  const [, cell] = Object.entries(extras).find(([name]) => COLUMNS[column].test(plain(name))) ?? [];
  return typeof cell === "string" ? cell : "";
}

/** Of “Hamburg, Germany” the first part. */
const place = (text: string): string => words(text.split(",")[0] ?? "", 4, 40);

const sentence = (text: string): string => {
  const flat = words(text, 40, 250);
  return flat === "" || /[.!?…]$/.test(flat) ? flat : `${flat}.`;
};

const THREE = [1, 2, 3].map((step) => ({ step, instructions: "" }));

/** The steps that are asked for, else those of the sequence that is known, else three. */
function stepsOf({ steps, sequence }: Pick<z.infer<typeof RawTask>, "steps" | "sequence">): PlannerTask["steps"] {
  if (steps.length > 0) return steps;
  return sequence.length > 0 ? sequence.map(({ step }) => ({ step, instructions: "" })) : THREE;
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
  const { task, company, lead, sources, sequence, step = 1, version = 0, note } = parsed.data;
  const firstName = name(lead.first_name);
  const present = sequence.find((email) => email.step === step);
  return {
    task,
    steps: stepsOf(parsed.data),
    rewrite: {
      step,
      version,
      body: present?.body ?? "",
      note: line(note, 200, 1_000),
    },
    company: {
      name: companyName(company.name),
      description: phrase(company.description),
      site: host(company.website),
      services: company.services
        .map(phrase)
        .filter((service) => service !== "")
        .slice(0, 4),
      calendly: link(company.calendly_links),
      audience: phrase(company.audience),
      problem: phrase(company.problem),
      proof: phrase(company.proof),
      offer: phrase(company.offer),
      tone: line(company.tone, 40, 300),
      language: line(company.language, 1, 5).toLowerCase(),
    },
    lead: {
      key: [lead.email, lead.first_name, lead.last_name, lead.company].join("|").toLowerCase(),
      firstName,
      fullName: [firstName, name(lead.last_name)].filter((part) => part !== "").join(" "),
      company: companyName(extra(lead.extras, "company") || lead.company),
      title: words(lead.title || extra(lead.extras, "title"), 8, 60),
      city: place(extra(lead.extras, "city")),
      industry: words(extra(lead.extras, "industry"), 4, 40),
      personal: sentence(extra(lead.extras, "personal")),
      site: host(lead.website),
      notes: line(lead.notes, 60, 400),
      research: line(lead.research, 120, 900),
      findings: lead.findings.map(({ number, quote }) => ({ number, quote: quotable(quote) })),
    },
    sources: sources.map(({ number, text }) => ({ number, text: line(text, 2_000, 12_000) })),
  };
}
