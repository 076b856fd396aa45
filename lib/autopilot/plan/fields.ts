import type { Phase } from "./schemas";

export type FieldKind = "text" | "number" | "date" | "list";
export type FieldSpec = {
  key: string;
  label: string;
  kind: FieldKind;
  /** The most characters of a text, or entries of a list. */
  max: number;
  /** The question that would answer it. */
  ask: string;
  /** Fields of the phase before that it rests on. */
  needs?: readonly string[];
};

type Named = readonly [key: string, label: string];
const text = ([key, label]: Named, ask: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  key,
  label,
  kind: "text",
  max: 600,
  ask,
  ...more,
});
const list = ([key, label]: Named, ask: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  text([key, label], ask, { kind: "list", max: 5, ...more });
const number = ([key, label]: Named, ask: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  text([key, label], ask, { kind: "number", max: 0, ...more });

const BRIEF: readonly FieldSpec[] = [
  text(["one_liner", "One line"], "In one sentence: which business is it?", { max: 140 }),
  text(["customer.who", "Customer"], "Which people or companies would pay first?"),
  text(["customer.situation", "Their situation"], "In which situation do they need it?"),
  text(["customer.how_often", "How often"], "How often does that happen to them?"),
  list(["customer.first_ten", "First ten to reach"], "Which ten people or companies could you ask this week?", {
    max: 10,
  }),
  text(["problem.pain", "Pain"], "Which problem do they have today, in their own words?"),
  text(["problem.workaround", "Workaround today"], "How do they get by without you?"),
  text(["problem.cost", "Cost of the workaround"], "How much time or money does that cost them?"),
  list(["alternatives", "Alternatives"], "Against which alternatives do they compare you, and why not those?"),
  text(["offer.does", "The offer does"], "Which result do they get?"),
  text(["offer.does_not", "The offer does not"], "For which needs is it not meant?"),
  text(["pricing.unit", "Priced per"], "Per which unit would they pay?"),
  number(["pricing.amount", "Price"], "Which price would you try first?"),
  text(["pricing.why", "Why that price"], "Why is that price right for them?"),
  text(["goal.metric", "Goal"], "Which one number should change first?", { max: 140 }),
  number(["goal.from", "Goal: from"], "Where does that number stand today?"),
  number(["goal.target", "Goal: to"], "Which value should it reach?"),
  text(["goal.deadline", "Goal: by"], "By which date?", { kind: "date", max: 10 }),
  number(["constraints.money", "Money a month"], "How much may it cost a month?"),
  number(["constraints.hours", "Hours a week"], "How many hours a week do you have?"),
  list(["constraints.languages", "Languages"], "In which languages do you sell?"),
  list(["constraints.countries", "Countries"], "In which countries do you sell?"),
  list(["constraints.never", "Never do"], "Which things must never be done in your name?"),
  list(["assumptions", "Riskiest assumptions"], "Which assumption would end the idea if it were false?"),
  list(["voice.do", "Voice: do"], "How should your emails sound?", { max: 3 }),
  list(["voice.dont", "Voice: do not"], "Which words or tones should they avoid?", { max: 3 }),
  text(["stage", "Stage"], "Is it an idea, a product, or a business with customers?", { max: 140 }),
];
const VALIDATION: readonly FieldSpec[] = [
  list(["interviews.script", "Interview script"], "Which past events will you ask about?", { needs: ["problem.pain"] }),
  list(["interviews.people", "Interview partners"], "Which people will you talk to?", {
    max: 10,
    needs: ["customer.who"],
  }),
  text(["landing.promise", "Promise of the landing page"], "Which one promise will the page make?", {
    needs: ["offer.does"],
  }),
  text(["price_test", "Price test"], "How will you find out if they pay?", { needs: ["pricing.amount"] }),
  list(["competitors", "Competitor claims"], "Which claims do competitors make, with a link and a quoted line?", {
    needs: ["alternatives"],
  }),
  list(["decision.kill", "Stop if"], "Which result would make you stop?", { needs: ["assumptions"] }),
  text(["decision.now", "Decision"], "Go on, change or stop?", { max: 140 }),
];
const DISTRIBUTION: readonly FieldSpec[] = [
  text(["icp.who", "Ideal customer"], "Which customers first?", { needs: ["landing.promise"] }),
  list(["icp.tags", "Tags of the leads"], "Which tags do those leads have?"),
  text(["icp.company", "Company name holds"], "Which word do their company names share, if any?", { max: 200 }),
  list(["channels", "Channels to try"], "By which channels do they hear of you?", { max: 3 }),
  text(["message.pain", "Message: pain"], "Which pain does the message name?", { needs: ["interviews.script"] }),
  text(["message.claim", "Message: claim"], "Which claim do you make?", { needs: ["landing.promise"] }),
  text(["message.proof", "Message: proof"], "Which evidence do you have for it?"),
  text(["message.ask", "Message: ask"], "Which small step do you ask for?"),
  text(["emails.subject", "First email: subject"], "Which subject has the first email?", { max: 140 }),
  text(["emails.first", "First email"], "Which words has the first email?", { max: 1000 }),
  text(["emails.second", "Second email"], "Which words has the second email?", { max: 1000 }),
  text(["leads.source", "Source of the list"], "Where do the addresses come from?"),
  list(["leads.basis", "Legal basis"], "On which legal basis may you write, per country?"),
  list(["calendar", "First fourteen days"], "Which steps on which days?", { max: 10 }),
  list(["targets", "Targets"], "Which numbers show early and late that it works?"),
];
const LAUNCH: readonly FieldSpec[] = [
  text(["offer", "Offer"], "Which offer goes live?", { needs: ["message.claim"] }),
  number(["price", "Price"], "At which price?"),
  list(["assets", "Launch assets"], "Which pages, texts and files are needed?"),
  list(["schedule", "Schedule"], "Which step on which day, and which needs an approval?", { needs: ["calendar"] }),
  text(["support", "Support"], "Where do customers get help?"),
  text(["rollback", "Rollback"], "How is it taken back if it goes wrong?"),
  list(["thresholds", "First 72 hours"], "Which numbers make you act?", { needs: ["targets"] }),
  text(["review", "Review"], "On which date do you look back?", { kind: "date", max: 10 }),
];

const ALL: Record<Phase, readonly FieldSpec[]> = { 0: BRIEF, 1: VALIDATION, 2: DISTRIBUTION, 3: LAUNCH };

export const fieldsOf = (phase: number): readonly FieldSpec[] => ALL[phase as Phase];
export const specOf = (phase: number, key: string): FieldSpec | undefined =>
  fieldsOf(phase).find((spec) => spec.key === key);
