/** The facts in a request for a packet, as JSON in the founder's turn: the idea, the company's answers, and values that stand already. */
type Asked = {
  phase: number;
  idea: string;
  answers: Partial<Record<"audience" | "problem" | "offer" | "proof" | "tone", string>>;
  standing: Record<string, unknown>;
};
type Drafted = {
  value: string | number | string[];
  source: "founder" | "model";
  refs: string[];
  confidence: "low" | "medium";
};
type Fields = Record<string, Drafted>;

const LONGEST_LINE = 140;

/**
 * A packet from nothing but the words of the request: the founder's own where they say it, plain advice without any number where a method
 * is asked for, and nothing where neither is known. The same words give the same packet.
 */
export function draftPacket(question: string): { synopsis: string; fields: Fields; unknowns: never[] } {
  const asked = readAsked(question);
  const drafters = [brief, validation, distribution, launch];
  const fields = drafters[asked.phase]?.(asked) ?? {};
  const known = Object.entries(fields).filter(([, field]) => field !== null);
  return { synopsis: synopsisOf(asked), fields: Object.fromEntries(known) as Fields, unknowns: [] };
}

function readAsked(question: string): Asked {
  const json = question.slice(question.indexOf("{"), question.lastIndexOf("}") + 1);
  let parsed: Partial<Asked> = {};
  try {
    parsed = JSON.parse(json) as Partial<Asked>;
  } catch {
    // A request without facts gets a packet of unknowns.
  }
  const { phase = 0, idea = "", answers = {}, standing = {} } = parsed;
  return { phase, idea, answers, standing };
}

type Maybe = Record<string, Drafted | null>;
const said = (value: string | number | string[] | undefined): Drafted | null =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
    ? null
    : { value, source: "founder", refs: [], confidence: "medium" };
const advised = (value: string | string[]): Drafted => ({ value, source: "model", refs: [], confidence: "low" });

const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]+/g) ?? []).map((each) => each.trim()).filter(Boolean);

/** Whole words of a sentence, as many as fit a line. */
function lineOf(text: string): string {
  const [first = ""] = sentencesOf(text);
  return first.length <= LONGEST_LINE ? first : first.slice(0, LONGEST_LINE).replace(/\s+\S*$/, "");
}

const found = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[1]?.trim();

const customersIn = (idea: string): string | undefined =>
  found(/\bfor ((?:(?!\b(?:who|that|which|so|to|because|and we|with an?)\b)[\p{L}\p{N}'’& -]){3,80})/u, idea);
const painIn = (idea: string): string | undefined =>
  found(
    /\b(?:who|that|which|they) ((?:struggle|waste|lose|need|hate|forget|spend|can['’]?t|cannot|do not|don['’]t|have to|miss)\b[^.!?\n]{3,200})/i,
    idea,
  );
const countriesIn = (idea: string): string[] =>
  [...idea.matchAll(/\bin ((?:the )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)/gu)].map(([, place = ""]) => place).slice(0, 5);

const toNumber = (text: string): number => Number(text.replaceAll(",", ""));

function priceIn(idea: string): { amount?: number; unit?: string } {
  const [, before, after, unit] =
    /(?:[$€£]\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:dollars|euros?|eur|usd|kr)\b)(?:\s?(?:per|a|\/)\s?(\p{L}+))?/iu.exec(
      idea,
    ) ?? [];
  const text = before ?? after;
  return { ...(text && { amount: toNumber(text) }), ...(unit && { unit }) };
}

function goalIn(idea: string): { metric?: string; target?: number } {
  const [, target, metric] =
    /\b(\d[\d,]*) ((?:(?:new|paying|first|active|monthly|happy) )*(?:customers|users|subscribers|sales|clients|sign-?ups|leads|bookings|members|orders))\b/i.exec(
      idea,
    ) ?? [];
  return target && metric ? { target: toNumber(target), metric } : {};
}

function brief({ idea, answers }: Asked): Maybe {
  if (idea.trim() === "" && Object.values(answers).every((answer) => !answer)) return {};
  const who = answers.audience || customersIn(idea);
  const { amount, unit } = priceIn(idea);
  const goal = goalIn(idea);
  return {
    one_liner: said(lineOf(idea)),
    "customer.who": said(who),
    "problem.pain": said(answers.problem || painIn(idea)),
    "offer.does": said(answers.offer || lineOf(idea)),
    "pricing.unit": said(unit),
    "pricing.amount": said(amount),
    "goal.metric": goal.metric ? said(goal.metric) : advised("Paying customers"),
    "goal.target": said(goal.target),
    "constraints.countries": said(countriesIn(idea)),
    assumptions: advised([
      "The people named as customers have this problem often enough to act on it.",
      "They are not content with the way they get by today.",
      "They would pay to be rid of it, and the one with the problem decides about the money.",
    ]),
    "voice.do": answers.tone
      ? said([answers.tone])
      : advised(["Short sentences", "Plain words", "A single question at the end"]),
    "voice.dont": advised(["Superlatives", "Claims without evidence"]),
    stage: advised("An idea: nothing about it is measured yet."),
  };
}

const standing = ({ standing: values }: Asked, key: string): string | undefined => {
  const value = values[key];
  return typeof value === "string" && value !== "" ? value : undefined;
};

const validation = (asked: Asked): Maybe => ({
  "interviews.script": advised([
    "Tell me about the last time this happened.",
    "What did you do about it then, step by step?",
    "What did that cost you in time or money?",
    "What have you tried before, and why did you stop?",
    "Which other people should I ask?",
  ]),
  "landing.promise": said(standing(asked, "offer.does") ?? standing(asked, "one_liner")),
  price_test: advised("Show the price on the page with a button that takes a payment, before the product is finished."),
  "decision.kill": advised([
    "The people asked do not mention the problem unprompted.",
    "Visitors leave the page without leaving an address.",
    "Those who left an address do not pay.",
  ]),
  "decision.now": advised("Go on: nothing was measured yet."),
});

function distribution(asked: Asked): Maybe {
  const { answers } = asked;
  const pain = standing(asked, "problem.pain");
  const claim = standing(asked, "landing.promise") ?? standing(asked, "offer.does");
  return {
    "icp.who": said(standing(asked, "customer.who")),
    channels: advised(["Emails to named people of the audience", "Introductions from the people interviewed"]),
    "message.pain": said(pain),
    "message.claim": said(claim),
    "message.proof": said(answers.proof),
    "message.ask": advised("A short answer: is this a problem for you too?"),
    ...(claim && {
      "emails.subject": advised("A question about {{company|your work}}"),
      "emails.first": advised(
        `Hello {{first_name|there}},\n\n${pain ? `I hear that people like you ${pain}.\n\n` : ""}We work on this: ${claim}.\n\nIs that a problem for you too?`,
      ),
      "emails.second": advised(
        "Hello {{first_name|there}},\n\nI wrote to you last week. A yes or a no would help me either way: is this worth a short call?",
      ),
    }),
    calendar: advised([
      "First days: fill the list and read each draft.",
      "After that: send to a small group and answer the same day.",
      "At the end: compare answers with the bars, then change a single thing.",
    ]),
    targets: advised(["Early: answers by sent emails", "Late: payments by leads"]),
  };
}

function launch(asked: Asked): Maybe {
  const price = asked.standing["pricing.amount"];
  return {
    offer: said(standing(asked, "message.claim") ?? standing(asked, "offer.does")),
    price: said(typeof price === "number" ? price : undefined),
    assets: advised(["The website with price and promise", "Terms and privacy page", "A page that takes payments"]),
    schedule: advised([
      "Check each item of the checklist.",
      "Publish the website, which needs an approval.",
      "Start the campaign, which needs an approval.",
    ]),
    support: advised("The company's own email address, answered by a person."),
    rollback: advised("Publish the last version of the website again and pause the campaigns."),
    thresholds: advised([
      "No visit is counted: look at the website's script.",
      "Emails bounce: pause the campaign.",
      "A payment fails: try it yourself.",
    ]),
  };
}

function synopsisOf({ phase, idea, answers }: Asked): string {
  if (idea.trim() === "" && Object.values(answers).every((answer) => !answer))
    return "Nothing is known yet. The questions below come first.";
  const line = lineOf(idea);
  const next = [
    "The riskiest assumptions come next.",
    "It is tried on real people before it is built.",
    "It goes to the people who have the problem.",
    "It goes live once each check is green.",
  ];
  return [line && `${line}.`, next[phase] ?? ""].filter(Boolean).join(" ");
}
