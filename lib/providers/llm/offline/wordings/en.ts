import type { Wordings } from "./wordings";

export const en: Wordings = {
  hello: (name) => `Hi ${name},`,
  formalHello: (name) => `Dear ${name},`,
  helloUnknown: "Hello,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `A quick question for you as ${title} at ${company}.`,
        `You are ${title} at ${company}, so you can probably answer this in a minute.`,
        `As ${title} at ${company} you may be the right person for a short question.`,
      ];
    if (company && city)
      return [`A short question about ${company} in ${city}.`, `I have one question for ${company} in ${city}.`];
    if (company) return [`A short question about ${company}.`, `One question about how you work at ${company}.`];
    if (title)
      return [`A quick question for you as ${title}.`, `As ${title} you can probably answer this in a minute.`];
    return ["A short question.", "I will keep this short."];
  },
  found: (quote) => [`I read this sentence of yours: “${quote}”`, `You write: “${quote}”`],
  from: (company) => [`I work at ${company}.`, `I am with ${company}.`],
  does: (text) => [`Our work fits in one line: ${text}.`, `This is what we do: ${text}.`],
  service: (text) => [`One of our services is “${text}”.`, `For example, we offer “${text}”.`],
  audience: (text) => [`We work for one group of people: ${text}.`],
  problem: (text) => [`We work on one problem: ${text}.`, `There is one problem we want to solve: ${text}.`],
  proof: (text) => [`You can judge it by this: ${text}.`, `Here is what we can show so far: ${text}.`],
  offer: (text) => [`I have one suggestion: ${text}.`, `This is what I can offer you: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` at ${company}` : "";
    const ways = [`Is that a topic${place} right now?`, `Would that be useful${place}?`] as const;
    return industry ? [...ways, `Does that come up in ${industry} too?`] : ways;
  },
  followUp: [
    "A short follow-up to my last email.",
    "One more detail on my last email.",
    "I kept my last email short, so here is one more point.",
  ],
  askAgain: ["Shall I send you the details?", "Is that worth ten minutes next week?", "Would you like to know more?"],
  booking: (link) => `If a call is easier, choose a time here: ${link}`,
  farewell: [
    "I have not heard back, so I will leave it there.",
    "I will leave it there and not write again about this.",
  ],
  later: (site) =>
    site ? `If the timing changes, just reply, or find us at ${site}.` : "If the timing changes, just reply.",
  subject: ({ company }, own) => {
    if (company && own) return [`A question for ${company}`, `${own} and ${company}`, `${company}: a short question`];
    return company
      ? [`A question for ${company}`, `${company}: a short question`]
      : ["A short question", "A quick question for you"];
  },
  followUpSubject: ({ company }) =>
    company ? [`One more point for ${company}`, "Following up"] : ["One more point", "Following up"],
  lastSubject: () => ["My last note", "Closing the loop"],
};
