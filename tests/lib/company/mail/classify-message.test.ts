import { expect, test } from "vitest";
import { classifyMessage } from "@/lib/company/mail/classify-message";
import type { ParsedMessage } from "@/lib/company/mail/schemas";
import { CORPUS, LANGUAGES, message, RECEIVED_AT, SENT } from "./corpus";
import { growsLinearly } from "../../../support/grows-linearly";

const classify = (given: Partial<ParsedMessage>) =>
  classifyMessage({ message: message(given), sent: [SENT], sender: "unknown", receivedAt: RECEIVED_AT });

/** Our email as clients put it below an answer, with and without marks. */
const QUOTES: Record<string, string> = {
  Gmail: `On Mon, Nov 2, 2026 at 10:02 AM Bea Acme <bea@acme.example> wrote:\n\n${marked(SENT.text)}`,
  "Gmail, broken attribution": `On Mon, Nov 2, 2026 at 10:02 AM Bea Acme\n<bea@acme.example> wrote:\n\n${marked(SENT.text)}`,
  "Outlook, English": `From: Bea Acme\nSent: Monday, November 2, 2026 10:02 AM\nTo: Ann Case\nSubject: A question\n\n${SENT.text}`,
  "Outlook, French": `De : Bea Acme <bea@acme.example>\nEnvoyé : lundi 2 novembre 2026 10:02\nÀ : Ann Case\nObjet : A question\n\n${SENT.text}`,
  "Outlook, Danish": `Fra: Bea Acme <bea@acme.example>\nSendt: 2. november 2026 10:02\nTil: Ann Case\nEmne: A question\n\n${SENT.text}`,
  "Outlook, Dutch": `Van: Bea Acme <bea@acme.example>\nVerzonden: maandag 2 november 2026 10:02\nAan: Ann Case\nOnderwerp: A question\n\n${SENT.text}`,
  "Thunderbird, German": `Am 02.11.26 um 10:02 schrieb Bea Acme:\n${marked(SENT.text)}`,
  "Android, German": `Am 02.11.2026 10:02 schrieb Bea Acme <bea@acme.example>:\n\n${SENT.text}`,
  "Apple Mail, Spanish": `El 2 nov 2026, a las 10:02, Bea Acme <bea@acme.example> escribió:\n\n${SENT.text}`,
  "Apple Mail, Italian": `Il giorno 2 nov 2026, alle ore 10:02, Bea Acme <bea@acme.example> ha scritto:\n\n${SENT.text}`,
  Zoho: `---- On Mon, 02 Nov 2026 10:02:00 +0000 bea@acme.example wrote ----\n\n${SENT.text}`,
  "another email of ours":
    "De : Bea Acme <bea@acme.example>\nEnvoyé : lundi\nÀ : Ann\nObjet : Autre\n\nBonjour,\n\n--\nAcme\n\nUnsubscribe: https://greenlight.example/u/00112233445566778899aabbccddeeff0011223344556677",
};
function marked(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
/** As phones and word processors write it. */
const dressed = (text: string): string =>
  text
    .replaceAll("'", "’")
    .replace(" ", "\u00a0")
    .replace(/ (?=[^ ]*$)/, "\r\n")
    .replace(/e(?=[^e]*$)/, "e\u200b");

test("the corpus holds at least 300 answers, all classes and all languages", () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(300);
  expect(new Set(CORPUS.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
});

test.each(LANGUAGES)("answers in %s are understood", (language) => {
  const answers = CORPUS.filter((answer) => answer.language === language);
  const wrong = answers.filter(({ text, want }) => classify({ text }).class !== want);
  expect(wrong).toEqual([]);
});

test.each(Object.entries(QUOTES))(
  "%s: our own words below an answer never decide, and the answer does",
  (_client, quote) => {
    const wrong = CORPUS.flatMap(({ text, want }) => {
      const got = classify({ text: `${dressed(text)}\n\n${quote}` });
      const isMissed = want === "opt_out" && got.counts !== "opt_out";
      const isInvented = want !== "opt_out" && got.counts === "opt_out";
      const isCounted = (want === "auto" || want === "out_of_office") && got.counts !== null;
      return isMissed || isInvented || isCounted ? [{ text, want, got: got.class }] : [];
    });
    expect(wrong).toEqual([]);
  },
);

test.each([
  ["below marked lines", `${marked(SENT.text)}\n\nPlease take me off your list.`],
  ["between marked lines", `> Hi Ann,\n\nDon't contact me again.\n\n> would a short call suit you?`],
  [
    "between unmarked lines of ours",
    `${QUOTES["Outlook, English"]}`.replace("Acme & Sons", "Please stop writing to me.\nAcme & Sons"),
  ],
])("a wish %s is found", (_place, text) => {
  expect(classify({ text })).toMatchObject({ class: "opt_out", counts: "opt_out" });
});

test("a wish below a quotation that is not known to be ours waits for a person", () => {
  const text = "See below.\n\nFrom: Bob\nSent: Monday\nTo: Ann\n\nHello,\nplease remove me from your list.";
  expect(classify({ text })).toMatchObject({ class: "needs_look", counts: "replied" });
});

test.each([
  ["Automatic reply: A question", {}],
  ["Out of Office: A question", {}],
  ["Abwesenheitsnotiz: A question", {}],
  ["Réponse automatique : A question", {}],
  ["Respuesta automática: A question", {}],
  ["Risposta automatica: A question", {}],
  ["Automatisch antwoord: A question", {}],
  ["Autosvar: A question", {}],
  ["Re: A question", { "auto-submitted": "auto-replied" }],
  ["Re: A question", { "x-autoreply": "yes" }],
  ["Re: A question", { precedence: "auto_reply" }],
  ["Re: A question", { "x-apple-action": "VACATION" }],
  ["Re: A question", { "x-ms-exchange-inbox-rules-loop": "ann@case.example" }],
  ["Read: A question", {}],
])("a machine that writes “%s” with %j is no reply", (subject, headers) => {
  const lines = Object.entries(headers).map(([name, value]) => ({ name, value }));
  expect(classify({ subject, headers: lines, text: "Interesting things await. I am away." }).counts).toBeNull();
});

test.each([
  ["I am away until 9 November.", "2026-11-10"],
  ["I'm on leave, back on Monday.", "2026-11-09"],
  ["Ich bin ab 12.01. wieder erreichbar, derzeit außer Haus.", "2027-01-12"],
  ["Je suis absente jusqu'au 9 novembre.", "2026-11-10"],
  ["Out of office, returning 2026-12-01", "2026-12-01"],
  ["I am out of the office.", null],
  ["I was out of the office until 3 March 2020.", null],
])("%s: back on %s", (text, until) => {
  expect(classify({ text })).toMatchObject({ class: "out_of_office", counts: null, until });
});

test("a subject of the person's own counts as their words, ours does not", () => {
  expect(classify({ subject: "Unsubscribe", text: "" }).class).toBe("opt_out");
  const sent = { subject: "Stop", text: SENT.text };
  const answered = { message: message({ subject: "Re: Stop", text: "Yes, call me" }), sent: [sent] };
  expect(classifyMessage({ ...answered, sender: "unknown", receivedAt: RECEIVED_AT }).class).toBe("interested");
});

test("a forged sender and an unreadable message wait for a person and count as nothing", () => {
  const forged = classifyMessage({
    message: message({ text: "STOP" }),
    sent: [],
    sender: "fail",
    receivedAt: RECEIVED_AT,
  });
  expect(forged).toMatchObject({ class: "needs_look", counts: null });
  expect(classify({ problem: "The message took too long to read." })).toMatchObject({
    class: "needs_look",
    counts: null,
  });
});

test.each([
  ["failed", "5.1.1", "550 no such user", "hard"],
  ["failed", "5.2.2", "mailbox full", "soft"],
  ["failed", "5.7.1", "blocked by policy", "soft"],
  ["failed", "5.0.0", "550 User unknown", "hard"],
  ["delayed", "4.4.1", "no answer", "delayed"],
])("a report %s %s (%s) is %s", (action, status, diagnostic, kind) => {
  const delivery = [{ recipient: "ann@case.example", action, status, diagnostic }];
  const got = classify({ delivery });
  expect(got.bounce?.kind).toBe(kind);
  expect(got.counts).toBe(kind === "delayed" ? null : "bounced");
});

test("a text of a megabyte is read in linear time", () => {
  for (const piece of ["> ", "On ", "a ", "\n", "From: x\n"]) {
    const read = (size: number): void => void classify({ text: piece.repeat(size / piece.length) });
    expect(growsLinearly(read, 1_000_000), JSON.stringify(piece)).toBe(true);
  }
});
