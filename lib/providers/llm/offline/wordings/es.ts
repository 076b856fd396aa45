import type { Wordings } from "./wordings";

export const es: Wordings = {
  hello: (name) => `Hola, ${name}:`,
  formalHello: (name) => `Buenos días, ${name}:`,
  helloUnknown: "Buenos días:",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `Una pregunta rápida para usted como ${title} en ${company}.`,
        `Usted es ${title} en ${company}, así que seguramente puede responder en un minuto.`,
        `Como ${title} en ${company}, quizá sea la persona adecuada para una breve pregunta.`,
      ];
    if (company && city)
      return [`Una pregunta rápida sobre ${company} en ${city}.`, `Tengo una pregunta para ${company} en ${city}.`];
    if (company) return [`Una pregunta rápida sobre ${company}.`, `Una pregunta sobre cómo trabajan en ${company}.`];
    if (title)
      return [
        `Una pregunta rápida para usted como ${title}.`,
        `Como ${title}, seguramente puede responder en un minuto.`,
      ];
    return ["Una pregunta rápida.", "Seré breve."];
  },
  found: (quote) => [`He leído esta frase suya: «${quote}»`, `Ustedes escriben: «${quote}»`],
  from: (company) => [`Trabajo en ${company}.`, `Le escribo en nombre de ${company}.`],
  does: (text) => [`Lo que hacemos cabe en una línea: ${text}.`, `Esto es lo que hacemos: ${text}.`],
  service: (text) => [`Uno de nuestros servicios es «${text}».`, `Ofrecemos, por ejemplo, «${text}».`],
  audience: (text) => [`Trabajamos para un grupo concreto: ${text}.`],
  problem: (text) => [
    `Trabajamos en un problema concreto: ${text}.`,
    `Hay un problema que queremos resolver: ${text}.`,
  ],
  proof: (text) => [`Puede valorarlo por esto: ${text}.`, `Esto es lo que podemos mostrar hasta ahora: ${text}.`],
  offer: (text) => [`Tengo una propuesta: ${text}.`, `Esto es lo que puedo ofrecerle: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` en ${company}` : "";
    const ways = [`¿Es un tema actual${place}?`, `¿Le resultaría útil${place}?`] as const;
    return industry ? [...ways, `¿Ocurre también en su sector (${industry})?`] : ways;
  },
  followUp: [
    "Un breve añadido a mi último correo.",
    "Un punto más sobre mi último correo.",
    "Mi último correo fue breve, así que añado un detalle.",
  ],
  askAgain: ["¿Le envío los detalles?", "¿Merece diez minutos la próxima semana?", "¿Le gustaría saber más?"],
  booking: (link) => `Si prefiere una llamada, puede elegir una hora aquí: ${link}`,
  farewell: ["Como no he tenido respuesta, lo dejo aquí.", "Lo dejo aquí y no volveré a escribirle sobre esto."],
  later: (site) =>
    site
      ? `Si más adelante le encaja mejor, responda sin más o visítenos en ${site}.`
      : "Si más adelante le encaja mejor, responda sin más.",
  subject: ({ company }, own) => {
    if (company && own)
      return [`Una pregunta para ${company}`, `${own} y ${company}`, `${company}: una breve pregunta`];
    return company
      ? [`Una pregunta para ${company}`, `${company}: una breve pregunta`]
      : ["Una breve pregunta", "Una pregunta para usted"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Un punto más para ${company}`, "Un detalle más"] : ["Un punto más", "Un detalle más"],
  lastSubject: () => ["Mi último mensaje", "Para terminar"],
};
