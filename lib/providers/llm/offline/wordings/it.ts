import type { Wordings } from "./wordings";

export const it: Wordings = {
  hello: (name) => `Buongiorno ${name},`,
  formalHello: (name) => `Buongiorno ${name},`,
  helloUnknown: "Buongiorno,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `una domanda veloce per lei come ${title} in ${company}.`,
        `lei è ${title} in ${company}, quindi può probabilmente rispondere in un minuto.`,
        `come ${title} in ${company}, forse è la persona giusta per una breve domanda.`,
      ];
    if (company && city)
      return [`una domanda veloce su ${company} a ${city}.`, `ho una domanda per ${company} a ${city}.`];
    if (company) return [`una domanda veloce su ${company}.`, `una domanda su come lavorate in ${company}.`];
    if (title)
      return [`una domanda veloce per lei come ${title}.`, `come ${title} può probabilmente rispondere in un minuto.`];
    return ["una domanda veloce.", "sarò breve."];
  },
  found: (quote) => [`Ho letto questa vostra frase: «${quote}»`, `Voi scrivete: «${quote}»`],
  from: (company) => [`Lavoro in ${company}.`, `Le scrivo per conto di ${company}.`],
  does: (text) => [`Quello che facciamo sta in una riga: ${text}.`, `Ecco che cosa facciamo: ${text}.`],
  service: (text) => [`Uno dei nostri servizi è «${text}».`, `Offriamo, per esempio, «${text}».`],
  audience: (text) => [`Lavoriamo per un gruppo preciso: ${text}.`],
  problem: (text) => [`Lavoriamo su un problema preciso: ${text}.`, `C’è un problema che vogliamo risolvere: ${text}.`],
  proof: (text) => [`Può valutarlo da questo: ${text}.`, `Ecco che cosa possiamo mostrare finora: ${text}.`],
  offer: (text) => [`Ho una proposta: ${text}.`, `Ecco che cosa posso offrirle: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` in ${company}` : "";
    const ways = [`È un tema attuale${place}?`, `Le sarebbe utile${place}?`] as const;
    return industry ? [...ways, `Succede anche nel vostro settore (${industry})?`] : ways;
  },
  followUp: [
    "una breve aggiunta alla mia ultima e-mail.",
    "ancora un punto sulla mia ultima e-mail.",
    "la mia ultima e-mail era breve, quindi aggiungo un dettaglio.",
  ],
  askAgain: ["Le mando i dettagli?", "Vale dieci minuti la prossima settimana?", "Le interessa saperne di più?"],
  booking: (link) => `Se preferisce una telefonata, può scegliere un orario qui: ${link}`,
  farewell: ["non avendo ricevuto risposta, mi fermo qui.", "mi fermo qui e non le scriverò più su questo."],
  later: (site) =>
    site
      ? `Se in futuro sarà il momento giusto, basta rispondere, o ci trova su ${site}.`
      : "Se in futuro sarà il momento giusto, basta rispondere.",
  subject: ({ company }, own) => {
    if (company && own) return [`Una domanda per ${company}`, `${own} e ${company}`, `${company}: una breve domanda`];
    return company
      ? [`Una domanda per ${company}`, `${company}: una breve domanda`]
      : ["Una breve domanda", "Una domanda per lei"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Ancora un punto per ${company}`, "Un dettaglio in più"] : ["Ancora un punto", "Un dettaglio in più"],
  lastSubject: () => ["Il mio ultimo messaggio", "Per concludere"],
};
