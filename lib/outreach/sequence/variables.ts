/** The fields of the person that an email is for. */
export const LEAD_VARIABLES = [
  "first_name",
  "last_name",
  "full_name",
  "email",
  "company",
  "title",
  "website",
  "notes",
] as const;
/** The fields of the company and the sender. */
export const SENDER_VARIABLES = [
  "sender_name",
  "sender_first_name",
  "sender_email",
  "sender_company",
  "sender_website",
  "booking_link",
  "second_booking_link",
] as const;

/** The names that other tools have for one of ours. */
const KNOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  firstname: "first_name",
  fname: "first_name",
  given_name: "first_name",
  name: "full_name",
  lastname: "last_name",
  lname: "last_name",
  surname: "last_name",
  family_name: "last_name",
  fullname: "full_name",
  company_name: "company",
  companyname: "company",
  organization: "company",
  organisation: "company",
  organization_name: "company",
  account: "company",
  job_title: "title",
  jobtitle: "title",
  position: "title",
  role: "title",
  domain: "website",
  url: "website",
  email_address: "email",
  my_name: "sender_name",
  sender: "sender_name",
  signature: "sender_name",
  my_company: "sender_company",
  my_first_name: "sender_first_name",
  calendly: "booking_link",
  calendly_link: "booking_link",
  calendar_link: "booking_link",
  meeting_link: "booking_link",
};

/** A string stands as it is; a variable without a value becomes its fallback. */
export type Part = string | { name: string; fallback: string | null };
export type ParsedText = { parts: Part[]; problems: string[] };

/** `Company Name`, `companyName` and `company_name` are one variable. private.variable_key says the same. */
export const variableKey = (name: string): string =>
  name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s_.-]+/g, "_")
    .toLowerCase();

const VARIABLE = /(?<!\{)\{\{([^{}|\n]{1,100})(?:\|([^{}\n]{0,500}))?\}\}(?!\})/g;

/** The parts of a text with variables, and what is wrong with it: each problem is a sentence for the person who wrote it. */
export function parseText(text: string, known: ReadonlySet<string>): ParsedText {
  const parts: Part[] = [];
  const problems: string[] = [];
  const stand = (piece: string): void => {
    if (piece === "") return;
    const loose = /\{\{.{0,40}|.{0,40}\}\}/.exec(piece);
    if (loose)
      problems.push(`“${loose[0].trim()}” is not a whole variable: write {{first_name}} or {{first_name|there}}.`);
    parts.push(piece);
  };
  let at = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, written = "", fallback] = match;
    stand(text.slice(at, match.index));
    at = match.index + whole.length;
    const name = variableKey(written);
    if (!known.has(name)) problems.push(unknown(written.trim(), known));
    parts.push({ name, fallback: fallback === undefined ? null : fallback.trim() });
  }
  stand(text.slice(at));
  return { parts, problems };
}

function unknown(written: string, known: ReadonlySet<string>): string {
  const meant = suggestion(variableKey(written), known);
  return `There is no variable {{${written}}}.${meant === null ? "" : ` Did you mean {{${meant}}}?`}`;
}

/** The known variable that was probably meant; null when none is close. */
export function suggestion(name: string, known: ReadonlySet<string>): string | null {
  const elsewhere = KNOWN_ELSEWHERE[name];
  if (elsewhere !== undefined && known.has(elsewhere)) return elsewhere;
  const most = Math.max(1, Math.floor(name.length / 3));
  const [closest] = [...known]
    .map((other) => ({ other, edits: editsBetween(name, other) }))
    .filter(({ edits }) => edits <= most)
    .toSorted((a, b) => a.edits - b.edits || a.other.localeCompare(b.other, "en"));
  return closest?.other ?? null;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
