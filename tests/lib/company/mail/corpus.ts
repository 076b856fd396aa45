import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MailClass, type ParsedMessage } from "@/lib/company/mail/schemas";

export const LANGUAGES = ["en", "de", "fr", "es", "nl", "it", "da"] as const;
export type Answer = { language: string; want: MailClass; text: string };

/** Answers as people and machines write them, each with its class: `class<tab>text`, `\n` for a line's end. */
export const CORPUS: readonly Answer[] = LANGUAGES.flatMap((language) =>
  readFileSync(join("tests/fixtures/replies", `${language}.txt`), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [want, text = ""] = line.split("\t");
      return { language, want: MailClass.parse(want), text: text.replaceAll("\\n", "\n") };
    }),
);

export const RECEIVED_AT = new Date("2026-11-02T10:02:00Z");

/** The email of ours that all of them answer, with its footer. */
export const SENT = {
  subject: "A question",
  text: [
    "Hi Ann,",
    "",
    "would a short call suit you? I can stop by on Tuesday.",
    "",
    "--",
    "Acme & Sons",
    "5 Harbour Rd, Galway, Ireland",
    "",
    "Unsubscribe: https://greenlight.example/u/00112233445566778899aabbccddeeff0011223344556677",
  ].join("\n"),
};

export const message = (given: Partial<ParsedMessage>): ParsedMessage => ({
  from: { address: "ann@case.example", name: "Ann Case" },
  subject: "Re: A question",
  text: "",
  html: null,
  headers: [{ name: "in-reply-to", value: "<c1@acme.example>" }],
  messageId: "<m1@case.example>",
  inReplyTo: ["<c1@acme.example>"],
  references: [],
  date: null,
  attachments: [],
  delivery: [],
  returned: [],
  problem: null,
  ...given,
});
