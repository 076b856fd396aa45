import type { Wordings } from "./wordings";

export const de: Wordings = {
  hello: (name) => `Hallo ${name},`,
  formalHello: (name) => `Guten Tag ${name},`,
  helloUnknown: "Guten Tag,",
  opening: ({ title, company, city }) => {
    if (title && company)
      return [
        `eine kurze Frage an Sie als ${title} bei ${company}.`,
        `als ${title} bei ${company} können Sie mir das vermutlich in einer Minute beantworten.`,
        `vielleicht sind Sie als ${title} bei ${company} die richtige Person für eine kurze Frage.`,
      ];
    if (company && city)
      return [`eine kurze Frage zu ${company} in ${city}.`, `ich habe eine Frage an ${company} in ${city}.`];
    if (company) return [`eine kurze Frage zu ${company}.`, `eine Frage dazu, wie Sie bei ${company} arbeiten.`];
    if (title)
      return [
        `eine kurze Frage an Sie als ${title}.`,
        `als ${title} können Sie das vermutlich in einer Minute beantworten.`,
      ];
    return ["eine kurze Frage.", "ich fasse mich kurz."];
  },
  found: (quote) => [`Ich habe bei Ihnen diesen Satz gelesen: „${quote}“`, `Sie schreiben: „${quote}“`],
  from: (company) => [`Ich arbeite bei ${company}.`, `Ich schreibe für ${company}.`],
  does: (text) => [`Was wir tun, passt in eine Zeile: ${text}.`, `Das machen wir: ${text}.`],
  service: (text) => [`Eine unserer Leistungen ist „${text}“.`, `Wir bieten zum Beispiel „${text}“ an.`],
  audience: (text) => [`Wir arbeiten für eine bestimmte Gruppe: ${text}.`],
  problem: (text) => [`Wir arbeiten an einem Problem: ${text}.`, `Ein Problem wollen wir lösen: ${text}.`],
  proof: (text) => [`Daran können Sie es messen: ${text}.`, `Das können wir bisher zeigen: ${text}.`],
  offer: (text) => [`Ich habe einen Vorschlag: ${text}.`, `Das kann ich Ihnen anbieten: ${text}.`],
  ask: ({ company, industry }) => {
    const place = company ? ` bei ${company}` : " bei Ihnen";
    const ways = [`Ist das${place} gerade ein Thema?`, `Wäre das${place} hilfreich?`] as const;
    return industry ? [...ways, `Kommt das in Ihrer Branche (${industry}) auch vor?`] : ways;
  },
  followUp: [
    "eine kurze Ergänzung zu meiner letzten E-Mail.",
    "noch ein Punkt zu meiner letzten E-Mail.",
    "meine letzte E-Mail war knapp, deshalb noch ein Gedanke.",
  ],
  askAgain: [
    "Soll ich Ihnen die Einzelheiten schicken?",
    "Lohnen sich dafür zehn Minuten nächste Woche?",
    "Möchten Sie mehr darüber wissen?",
  ],
  booking: (link) => `Falls ein Gespräch einfacher ist, können Sie hier einen Termin wählen: ${link}`,
  farewell: [
    "da ich nichts von Ihnen gehört habe, belasse ich es dabei.",
    "ich belasse es dabei und schreibe Ihnen dazu nicht noch einmal.",
  ],
  later: (site) =>
    site
      ? `Wenn es später besser passt, antworten Sie einfach, oder besuchen Sie uns auf ${site}.`
      : "Wenn es später besser passt, antworten Sie einfach.",
  subject: ({ company }, own) => {
    if (company && own) return [`Eine Frage an ${company}`, `${own} und ${company}`, `${company}: eine kurze Frage`];
    return company
      ? [`Eine Frage an ${company}`, `${company}: eine kurze Frage`]
      : ["Eine kurze Frage", "Eine Frage an Sie"];
  },
  followUpSubject: ({ company }) =>
    company ? [`Noch ein Punkt für ${company}`, "Noch ein Gedanke"] : ["Noch ein Punkt", "Noch ein Gedanke"],
  lastSubject: () => ["Meine letzte Nachricht dazu", "Zum Abschluss"],
};
