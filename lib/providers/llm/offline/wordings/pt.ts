import type { Wordings } from "./wordings";

export const pt: Wordings = {
  hello: (name) => `Olá, ${name},`,
  formalHello: (name) => `Bom dia, ${name},`,
  helloUnknown: "Bom dia,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `Uma pergunta rápida para si como ${title} na ${company}.`,
        `Sendo ${title} na ${company}, pode provavelmente responder num minuto.`,
        `Como ${title} na ${company}, talvez seja a pessoa certa para uma breve pergunta.`,
      ];
    if (company && city)
      return [`Uma pergunta rápida sobre a ${company} em ${city}.`, `Tenho uma pergunta para a ${company} em ${city}.`];
    if (company) return [`Uma pergunta rápida sobre a ${company}.`, `Uma pergunta sobre como trabalham na ${company}.`];
    if (title)
      return [`Uma pergunta rápida para si como ${title}.`, `Como ${title}, pode provavelmente responder num minuto.`];
    return ["Uma pergunta rápida.", "Serei breve."];
  },
  found: (quote) => [`Li esta frase vossa: «${quote}»`, `Escrevem: «${quote}»`],
  from: (company) => [`Trabalho na ${company}.`, `Escrevo em nome da ${company}.`],
  does: (text) => [`O que fazemos cabe numa linha: ${text}.`, `É isto que fazemos: ${text}.`],
  service: (text) => [`Um dos nossos serviços é “${text}”.`, `Oferecemos, por exemplo, “${text}”.`],
  audience: (text) => [`Trabalhamos para um grupo concreto: ${text}.`],
  problem: (text) => [`Trabalhamos num problema concreto: ${text}.`, `Há um problema que queremos resolver: ${text}.`],
  proof: (text) => [`Pode avaliar por isto: ${text}.`, `É isto que podemos mostrar até agora: ${text}.`],
  offer: (text) => [`Tenho uma proposta: ${text}.`, `É isto que lhe posso oferecer: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` na ${company}` : "";
    const ways = [`É um tema atual${place}?`, `Seria útil${place}?`] as const;
    return industry ? [...ways, `Isto também acontece no seu setor (${industry})?`] : ways;
  },
  followUp: [
    "Uma breve nota sobre o meu último e-mail.",
    "Mais um ponto sobre o meu último e-mail.",
    "O meu último e-mail foi curto, por isso acrescento um detalhe.",
  ],
  askAgain: ["Envio-lhe os detalhes?", "Vale dez minutos na próxima semana?", "Gostaria de saber mais?"],
  booking: (link) => `Se preferir uma chamada, pode escolher uma hora aqui: ${link}`,
  farewell: ["Como não tive resposta, fico por aqui.", "Fico por aqui e não volto a escrever sobre isto."],
  later: (site) =>
    site ? `Se o momento mudar, basta responder, ou encontre-nos em ${site}.` : "Se o momento mudar, basta responder.",
  subject: ({ company }, own) => {
    if (company && own)
      return [`Uma pergunta para a ${company}`, `${own} e ${company}`, `${company}: uma breve pergunta`];
    return company
      ? [`Uma pergunta para a ${company}`, `${company}: uma breve pergunta`]
      : ["Uma breve pergunta", "Uma pergunta para si"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Mais um ponto para a ${company}`, "Mais um detalhe"] : ["Mais um ponto", "Mais um detalhe"],
  lastSubject: () => ["A minha última mensagem", "Para terminar"],
};
