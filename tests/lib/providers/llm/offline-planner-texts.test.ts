import { expect, test } from "vitest";
import { findHoles } from "@/lib/outreach/sequence/find-holes";
import { offlinePlanner } from "@/lib/providers/llm/offline/provider";
import { spokenName } from "@/lib/providers/llm/offline/spoken-name";

type Email = { step: number; subject: string; body: string };
type Fields = Record<string, unknown>;

async function ask(task: Fields): Promise<Fields> {
  const messages = [{ role: "user" as const, content: JSON.stringify(task) }];
  const answer = await offlinePlanner.complete(
    { model: "any", messages, maxTokens: 100, json: true },
    new AbortController().signal,
  );
  return JSON.parse(answer.text) as Fields;
}
const sequenceOf = async (company: Fields, lead: Fields, more: Fields = {}): Promise<Email[]> =>
  (await ask({ task: "draft_sequence", company, lead, ...more })).emails as Email[];

/** Answers as founders type them: fragments, sentences, questions, with and without full stops. */
const ANSWERS: readonly Fields[] = [
  {
    description: "Hull cleaning robots",
    problem: "Fouled hulls that burn fuel",
    proof: "40 ships cleaned since 2024",
    offer: "A free survey of one ship",
    audience: "Fleet managers of shipping lines",
  },
  {
    description: "We clean ship hulls. In the water.",
    problem: "Hulls foul fast.",
    offer: "Would you like a free survey?",
  },
  {
    description: "Hullworks cleans hulls with robots!",
    proof: "We cleaned 40 ships.",
    services: ["Hull cleaning robots", "Surveys"],
  },
  { services: ["Hull cleaning robots"], audience: "shipping lines" },
  {
    description: "Wir reinigen Schiffsrümpfe",
    problem: "Bewuchs, der Treibstoff kostet",
    offer: "Darf ich Ihnen ein Beispiel zeigen?",
  },
  {},
];
const OWN = { name: "Hullworks GmbH", website: "hullworks.example", sender_name: "Grace Hopper" };
const LEADS: readonly Fields[] = [
  { email: "a@a.example", first_name: "Ada", last_name: "Lovelace", company: "Cargolux Nord GmbH", title: "CTO" },
  {
    email: "b@b.example",
    first_name: "Zoë",
    company: "PortLink SAS",
    extras: { industry: "Shipping", City: "Hamburg, Germany" },
  },
  {
    email: "c@c.example",
    company: "Sturm Inc.",
    extras: { "Company Name for Emails": "Sturm", personalization: "Your new dock in Kiel is open" },
  },
  { email: "d@d.example", first_name: "Li", title: "Head of Fleet", extras: { "Current Job": "Director" } },
  { email: "e@e.example" },
];
const stepsTo = (count: number) => Array.from({ length: count }, (_, index) => ({ step: index + 1, instructions: "" }));
const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"];

/** Words that only texts of this language hold. */
const TELL: Record<string, RegExp> = {
  en: /\b(the|this|short|question|what|you|my|we|is)\b/i,
  de: /\b(eine|Ihnen|ich|wir|Sie|noch|bei|ist|das|kurz|mich)\b/i,
  fr: /\b(vous|je|nous|une|un|voici|mon|encore|cela|chez|pour|de|la|le|est|bref)\b/i,
  es: /\b(una|un|usted|para|lo|le|mi|más|en|de|la|el|trabajo)\b/i,
  it: /\b(una|un|lei|per|che|mi|mia|di|la|il|lavoro|questo|sarebbe|utile|da)\b/i,
  nl: /\b(een|u|wij|ik|dit|mijn|nog|bij|het|kort|werk|zou|dat)\b/i,
  pt: /\b(uma|um|que|por|para|não|meu|mais|de|em|na|trabalho|seria|isso|isto)\b/i,
};
const LEGAL = /\b(GmbH|SAS|Inc|Ltd|S\.L|B\.V)\b/;

const SITUATIONS = LANGUAGES.flatMap((language) =>
  ANSWERS.flatMap((answers) => LEADS.map((lead) => ({ language, lead, company: { ...OWN, ...answers, language } }))),
);

/** The three emails to each lead from each set of answers, and each of them written anew twice. */
async function everyText(): Promise<(Email & { language: string })[]> {
  const found = await Promise.all(
    SITUATIONS.map(async ({ language, lead, company }) => {
      const sequence = await sequenceOf(company, lead);
      const anew = sequence.flatMap(({ step }) =>
        [1, 2].map(async (version) => {
          const email = await ask({ task: "rewrite_email", company, lead, step, version, note: "", sequence });
          return { step, subject: String(email.subject), body: String(email.body) };
        }),
      );
      return [...sequence, ...(await Promise.all(anew))].map((email) => ({ ...email, language }));
    }),
  );
  return found.flat();
}

test("each text is whole sentences in the language that was asked for, short, without a hole or a legal form", async () => {
  for (const { subject, body, language } of await everyText()) {
    const [hello = "", ...parts] = body.split("\n\n");
    const text = parts.join("\n\n");
    expect(hello).toMatch(/^\p{Lu}.*[,:]$/u);
    for (const paragraph of parts) expect(paragraph).toMatch(/([.?!]|https?:\S+)$/);
    expect(text, language).toMatch(TELL[language]!);
    expect(text).not.toMatch(LEGAL);
    expect(body).not.toContain("Grace");
    expect(subject).not.toMatch(LEGAL);
    expect(`${subject}\n${body}`).not.toMatch(/because of|undefined|null|\.\.|\?\.| {2}|:\.|: ?\?/);
    expect(body.split(/\s+/).length).toBeLessThanOrEqual(90);
    expect(findHoles({ subject, body })).toEqual([]);
  }
});

test("a service stands in a sentence, never for one", async () => {
  for (const language of LANGUAGES) {
    const company = { ...OWN, services: ["Hull cleaning robots"], language };
    const texts = (await sequenceOf(company, LEADS[0]!)).map(({ body }) => body).join("\n");
    expect(texts).toMatch(/[\p{L},] [“„«]\s?Hull cleaning robots\s?[”“»]/u);
    expect(texts).not.toMatch(/(^|[.?!:]\s+)Hull cleaning robots/m);
  }
});

test("each answer of the founder is used, and the columns of the reader make a difference", async () => {
  const company = { ...OWN, ...ANSWERS[0], language: "en" };
  const texts = (await sequenceOf(company, LEADS[0]!)).map(({ body }) => body).join("\n");
  for (const answer of ["Hull cleaning robots", "Fouled hulls that burn fuel", "A free survey of one ship"])
    expect(texts).toContain(answer);
  const four = (await sequenceOf(company, LEADS[0]!, { steps: stepsTo(4) })).map(({ body }) => body).join("\n");
  expect(four).toContain("40 ships cleaned since 2024");
  const openings = await Promise.all(LEADS.map(async (lead) => (await sequenceOf(company, lead))[0]!.body));
  expect(new Set(openings).size).toBe(LEADS.length);
  expect(openings[1]).toMatch(/PortLink in Hamburg/);
  expect(openings[2]).toContain("Your new dock in Kiel is open.");
});

test("a text written anew is another one, and follows a note about language and length", async () => {
  const company = { ...OWN, ...ANSWERS[0], calendly_links: ["https://cal.example/grace"], language: "en" };
  const sequence = await sequenceOf(company, LEADS[0]!);
  for (const { step, body } of sequence) {
    const again = async (note: string, version = 1) =>
      (await ask({ task: "rewrite_email", company, lead: LEADS[0], step, version, note, sequence })).body as string;
    const sentences = new Set(body.split(/(?<=[.?])\s/));
    const another = (await again("")).split(/(?<=[.?])\s/);
    expect(another.filter((sentence) => !sentences.has(sentence)).length).toBeGreaterThanOrEqual(1);
    expect(await again("Please write it in German")).toMatch(TELL["de"]!);
    expect((await again("shorter")).length).toBeLessThan((await again("")).length);
  }
});

test("a text written anew says goodbye exactly where the founder asks for it", async () => {
  const company = { ...OWN, ...ANSWERS[0], language: "en" };
  const steps = [
    { step: 1, instructions: "Say goodbye." },
    { step: 2, instructions: "A short follow-up to my last email." },
  ];
  const sequence = await sequenceOf(company, LEADS[0]!, { steps });
  const again = async (step: number) =>
    (await ask({ task: "rewrite_email", company, lead: LEADS[0], step, version: 1, note: "", steps, sequence })).body;
  for (const body of [sequence[0]!.body, await again(1)]) expect(body).toContain("leave it there");
  for (const body of [sequence[1]!.body, await again(2)]) expect(body).not.toContain("leave it there");
});

test("a sequence of any length answers each step once, opens once and says goodbye once", async () => {
  for (const count of [1, 2, 5, 10]) {
    const steps = stepsTo(count);
    const emails = await sequenceOf({ ...OWN, ...ANSWERS[0] }, LEADS[0]!, { steps });
    expect(emails.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
    expect(new Set(emails.map(({ body }) => body)).size).toBe(count);
    expect(emails.filter(({ body }) => body.includes("leave it there"))).toHaveLength(count > 1 ? 1 : 0);
  }
  const some = [
    { step: 2, instructions: "A short follow-up with one new reason." },
    { step: 4, instructions: "Say goodbye politely." },
  ];
  const [second, fourth, ...more] = await sequenceOf({ ...OWN, ...ANSWERS[0] }, LEADS[0]!, { steps: some });
  expect([second, fourth, more]).toMatchObject([{ step: 2 }, { step: 4 }, []]);
  expect(second?.body).not.toContain("leave it there");
  expect(fourth?.body).toContain("leave it there");
});

test.each([
  ["Cargolux Nord GmbH", "Cargolux Nord"],
  ["Hafen GmbH & Co. KG", "Hafen"],
  ["Fox & Co., Inc.", "Fox & Co."],
  ["Hull Works Ltd.", "Hull Works"],
  ["Acme (UK) Limited", "Acme"],
  ["Harbour Pty Ltd", "Harbour"],
  ["PortLink SAS", "PortLink"],
  ["SARL Dupont", "Dupont"],
  ["Mar Azul, S.L.", "Mar Azul"],
  ["Mar Azul S.L.U.", "Mar Azul"],
  ["Kanaal B.V.", "Kanaal"],
  ["Vento S.r.l.", "Vento"],
  ["Ferro S.p.A.", "Ferro"],
  ["Porto Lda.", "Porto"],
  ["Rio Ltda", "Rio"],
  ["Fjord A/S", "Fjord"],
  ["Nordic AB", "Nordic"],
  ["Suomi Oy", "Suomi"],
  ["Praha s.r.o.", "Praha"],
  ["Warsaw Sp. z o.o.", "Warsaw"],
  ["Zürich AG", "Zürich"],
  ["Global LLC", "Global"],
  ["Shenzhen Co., Ltd.", "Shenzhen"],
  ["Tecno S.A. de C.V.", "Tecno"],
  ["acme gmbh", "acme"],
  ["Inc", "Inc"],
  ["Limited", "Limited"],
  ["Johnson & Johnson", "Johnson & Johnson"],
  ["Alpine Hotel & Spa", "Alpine Hotel & Spa"],
  ["Polestar EV", "Polestar EV"],
  ["Eni S.p.A.", "Eni"],
  ["Ferrari SpA", "Ferrari"],
  ["Iberia SLU", "Iberia"],
  ["Seas", "Seas"],
  ["Do it as", "Do it as"],
])("%s is called %s", (name, said) => {
  expect(spokenName(name)).toBe(said);
});
