import { outputOf, type Move, type PlannerRequest } from "../planner-request";
import { companyNameIn } from "./company-name";
import { sentence, textAt, type Intent } from "./intent";

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\p{L}{2,}/gu;
const WRITE =
  /\b(write|e-?mail|mail|send|message|contact|reach out|drop|invite|ask|tell|schreib\w*|maile?|sende|schick\w*|frag\w*|skriv|spørg)\b/iu;
/** Addresses of a place, not of a person. */
const OF_A_PLACE = /^(info|hello|hi|contact|sales|support|team|office|mail|admin|kontakt|post|press|jobs|billing)$/i;
const MOST_RECIPIENTS = 20;
const LONGEST_SUBJECT = 120;

const addressesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(ADDRESS)].map(([address]) => address.toLowerCase()))].slice(0, MOST_RECIPIENTS);

/** “lena.meyer@…” is Lena; a shared address has no name. */
function firstNameOf(address: string): string {
  const [local = ""] = address.split("@");
  const [first = ""] = local.split(/[.+_-]/);
  if (!/^\p{L}{2,20}$/u.test(first) || OF_A_PLACE.test(first)) return "";
  return first.slice(0, 1).toUpperCase() + first.slice(1);
}

type Wording = { subject: string; body: string };

/** The founder speaks of the reader; the email speaks to them. */
const toReader = (text: string): string =>
  text
    .replace(/\b(she|he) (is|was|has|does)\b/gi, (_all, _who, verb: string) => `you ${PLURAL[verb.toLowerCase()]}`)
    .replace(/\b(she|he|they|them|him)\b/gi, "you")
    .replace(/\b(their|his|her)\b/gi, "your");
const PLURAL: Record<string, string> = { is: "are", was: "were", has: "have", does: "do" };

const CALL = /\b(call|meeting|chat|demo|talk|appointment|gespräch|termin|telefonat|anruf|møde|opkald)\b/iu;

/** The words of the wish, after the address and the verb. */
function wishIn(question: string): string {
  const [, after = ""] = new RegExp(`${ADDRESS.source}(.*)$`, "su").exec(question) ?? [];
  return after.replace(/^[\s,:;.–-]*(and|und|og)?\s*/iu, "").trim();
}

function wordingOf(question: string): Wording {
  const wish = wishIn(question);
  const [, subject = ""] = /\bsubject:?\s*["“„«]([^"”“»]+)["”“»]/iu.exec(question) ?? [];
  const [, quoted = ""] =
    /(?:^|[^t]\s|[:,]\s*)["“„«]([^"”“»]{8,})["”“»]/u.exec(wish.replace(/\bsubject:?\s*["“„«][^"”“»]+["”“»]/iu, "")) ??
    [];
  const made = quoted === "" ? composed(wish) : { subject: firstWords(quoted), body: quoted };
  return { ...made, ...(subject !== "" && { subject }) };
}

function composed(wish: string): Wording {
  if (CALL.test(wish) || wish === "")
    return {
      subject: "A short call",
      body: "Would you have a quarter of an hour for a call this week or next? Name a time that suits you, and I will be there.",
    };
  const [, question = ""] =
    /^(?:ask|frag\w*|spørg)\s+(?:(?:her|him|them|sie|ihn)\s+)?((?:whether|if|when|how|why|where|what|which|who)\b.*)$/isu.exec(
      wish,
    ) ?? [];
  if (question !== "")
    return { subject: "A question", body: `Could you tell me ${toReader(question).replace(/[.?!]+$/, "")}?` };
  const [, thing = ""] = /^ask\s+(?:(?:her|him|them)\s+)?(?:for|about)\s+(.*)$/isu.exec(wish) ?? [];
  if (thing !== "")
    return {
      subject: firstWords(thing),
      body: `I would like to ask you about ${toReader(thing).replace(/[.?!]+$/, "")}.`,
    };
  const [, told = ""] = /^(?:tell|say|let)\s+(?:(?:her|him|them)\s+)?(?:know\s+)?(?:that\s+)?(.*)$/isu.exec(wish) ?? [];
  const said = told === "" ? wish.replace(/^(that|about|saying)\s+/i, "") : told;
  return { subject: firstWords(said), body: sentence(toReader(said)) };
}

function firstWords(text: string): string {
  const words = text
    .replace(/\s+/g, " ")
    .replace(/[.?!,;:]+$/, "")
    .split(" ")
    .slice(0, 8)
    .join(" ");
  const cut = words.slice(0, LONGEST_SUBJECT).toWellFormed();
  return cut.slice(0, 1).toUpperCase() + cut.slice(1);
}

function payloadFor(request: PlannerRequest): Record<string, unknown> {
  const to = addressesIn(request.question);
  const { subject, body } = wordingOf(request.question);
  const [only = ""] = to.length === 1 ? to : [];
  const name = only === "" ? "" : firstNameOf(only);
  const company = companyNameIn(request.context);
  const greeting = /^(hello|hi|dear|hallo|hej|guten tag)\b/i.test(body) ? "" : `Hello${name === "" ? "" : ` ${name}`},`;
  const end = company === "" ? "Best regards" : `Best regards\n${company}`;
  return { to, subject, text: [greeting, body, end].filter((part) => part !== "").join("\n\n") };
}

/** “Write to lena@example.com and ask for a call”: an email in the company's name, for the founder's decision. */
export const proposeEmail: Intent = {
  fits: ({ question }) => WRITE.test(question) && addressesIn(question).length > 0,
  move: (request): Move => {
    const made = outputOf(request, "propose_action");
    if (made === undefined)
      return { use: "propose_action", input: { action_type: "email.send", payload: payloadFor(request) } };
    const ref = textAt(made, "ref");
    const to = addressesIn(request.question).join(", ");
    return {
      say: `I have proposed an email to ${to}${ref === "" ? "" : ` [${ref}]`}. Read its exact text in the card: it goes out only if you approve it, and you can change it before.`,
    };
  },
};
