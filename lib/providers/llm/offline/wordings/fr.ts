import type { Wordings } from "./wordings";

export const fr: Wordings = {
  hello: (name) => `Bonjour ${name},`,
  formalHello: (name) => `Bonjour ${name},`,
  helloUnknown: "Bonjour,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `Une petite question pour vous en tant que ${title} chez ${company}.`,
        `Vous êtes ${title} chez ${company} : vous pouvez sans doute me répondre en une minute.`,
        `En tant que ${title} chez ${company}, vous êtes peut-être la bonne personne pour une courte question.`,
      ];
    if (company && city)
      return [`Une petite question au sujet de ${company} à ${city}.`, `J’ai une question pour ${company} à ${city}.`];
    if (company)
      return [
        `Une petite question au sujet de ${company}.`,
        `Une question sur votre façon de travailler chez ${company}.`,
      ];
    if (title)
      return [
        `Une petite question pour vous en tant que ${title}.`,
        `En tant que ${title}, vous pouvez sans doute me répondre en une minute.`,
      ];
    return ["Une petite question.", "Je serai bref."];
  },
  found: (quote) => [`J’ai lu chez vous cette phrase : « ${quote} »`, `Vous écrivez : « ${quote} »`],
  from: (company) => [`Je travaille chez ${company}.`, `Je vous écris au nom de ${company}.`],
  does: (text) => [`Notre métier tient en une ligne : ${text}.`, `Voici ce que nous faisons : ${text}.`],
  service: (text) => [`L’un de nos services s’appelle « ${text} ».`, `Nous proposons par exemple « ${text} ».`],
  audience: (text) => [`Nous travaillons pour un public précis : ${text}.`],
  problem: (text) => [
    `Nous travaillons sur un problème précis : ${text}.`,
    `Il y a un problème que nous voulons résoudre : ${text}.`,
  ],
  proof: (text) => [
    `Vous pouvez en juger par ceci : ${text}.`,
    `Voici ce que nous pouvons montrer à ce jour : ${text}.`,
  ],
  offer: (text) => [`J’ai une proposition : ${text}.`, `Voici ce que je peux vous proposer : ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` chez ${company}` : " chez vous";
    const ways = [`Est-ce un sujet${place} en ce moment ?`, `Est-ce que cela serait utile${place} ?`] as const;
    return industry ? [...ways, `Est-ce aussi un sujet dans votre secteur (${industry}) ?`] : ways;
  },
  followUp: [
    "Un court complément à mon dernier e-mail.",
    "Encore un point au sujet de mon dernier e-mail.",
    "Mon dernier e-mail était bref, voici donc une précision.",
  ],
  askAgain: [
    "Voulez-vous que je vous envoie les détails ?",
    "Est-ce que cela mérite dix minutes la semaine prochaine ?",
    "Souhaitez-vous en savoir plus ?",
  ],
  booking: (link) => `Si un appel est plus simple, vous pouvez choisir un créneau ici : ${link}`,
  farewell: ["Sans nouvelles de votre part, je m’arrête là.", "Je m’arrête là et ne vous écrirai plus à ce sujet."],
  later: (site) =>
    site
      ? `Si le moment devient plus favorable, répondez simplement, ou retrouvez-nous sur ${site}.`
      : "Si le moment devient plus favorable, répondez simplement.",
  subject: ({ company }, own) => {
    if (company && own)
      return [`Une question pour ${company}`, `${own} et ${company}`, `${company} : une courte question`];
    return company
      ? [`Une question pour ${company}`, `${company} : une courte question`]
      : ["Une courte question", "Une question pour vous"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Encore un point pour ${company}`, "Une précision"] : ["Encore un point", "Une précision"],
  lastSubject: () => ["Mon dernier message", "Pour conclure"],
};
