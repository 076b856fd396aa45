import type { Wordings } from "./wordings";

export const nl: Wordings = {
  hello: (name) => `Beste ${name},`,
  formalHello: (name) => `Geachte ${name},`,
  helloUnknown: "Goedendag,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `Een korte vraag aan u als ${title} bij ${company}.`,
        `U bent ${title} bij ${company}, dus u kunt dit waarschijnlijk in een minuut beantwoorden.`,
        `Als ${title} bij ${company} bent u misschien de juiste persoon voor een korte vraag.`,
      ];
    if (company && city)
      return [`Een korte vraag over ${company} in ${city}.`, `Ik heb een vraag voor ${company} in ${city}.`];
    if (company) return [`Een korte vraag over ${company}.`, `Een vraag over hoe u bij ${company} werkt.`];
    if (title)
      return [
        `Een korte vraag aan u als ${title}.`,
        `Als ${title} kunt u dit waarschijnlijk in een minuut beantwoorden.`,
      ];
    return ["Een korte vraag.", "Ik houd het kort."];
  },
  found: (quote) => [`Ik las deze zin van u: “${quote}”`, `U schrijft: “${quote}”`],
  from: (company) => [`Ik werk bij ${company}.`, `Ik schrijf u namens ${company}.`],
  does: (text) => [`Wat wij doen past op één regel: ${text}.`, `Dit is wat wij doen: ${text}.`],
  service: (text) => [`Een van onze diensten is “${text}”.`, `Wij bieden bijvoorbeeld “${text}” aan.`],
  audience: (text) => [`Wij werken voor één groep: ${text}.`],
  problem: (text) => [`Wij werken aan één probleem: ${text}.`, `Er is één probleem dat wij willen oplossen: ${text}.`],
  proof: (text) => [`Hieraan kunt u het afmeten: ${text}.`, `Dit kunnen wij tot nu toe laten zien: ${text}.`],
  offer: (text) => [`Ik heb een voorstel: ${text}.`, `Dit kan ik u aanbieden: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` bij ${company}` : " bij u";
    const ways = [`Speelt dat${place} op dit moment?`, `Zou dat${place} nuttig zijn?`] as const;
    return industry ? [...ways, `Speelt dat ook in uw branche (${industry})?`] : ways;
  },
  followUp: [
    "Een korte aanvulling op mijn laatste e-mail.",
    "Nog één punt bij mijn laatste e-mail.",
    "Mijn laatste e-mail was kort, dus hier nog een detail.",
  ],
  askAgain: ["Zal ik u de details sturen?", "Is dat volgende week tien minuten waard?", "Wilt u er meer over weten?"],
  booking: (link) => `Als bellen makkelijker is, kunt u hier een moment kiezen: ${link}`,
  farewell: ["Ik heb niets gehoord, dus ik laat het hierbij.", "Ik laat het hierbij en schrijf u hier niet meer over."],
  later: (site) =>
    site
      ? `Als het later beter uitkomt, kunt u gewoon antwoorden, of ons vinden op ${site}.`
      : "Als het later beter uitkomt, kunt u gewoon antwoorden.",
  subject: ({ company }, own) => {
    if (company && own) return [`Een vraag aan ${company}`, `${own} en ${company}`, `${company}: een korte vraag`];
    return company
      ? [`Een vraag aan ${company}`, `${company}: een korte vraag`]
      : ["Een korte vraag", "Een vraag aan u"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Nog één punt voor ${company}`, "Nog een detail"] : ["Nog één punt", "Nog een detail"],
  lastSubject: () => ["Mijn laatste bericht", "Ter afsluiting"],
};
