import { expect, test } from "vitest";
import { guardClaims, NOT_DONE } from "@/lib/autopilot/wording/guard-claims";

const CLAIMS = [
  // English: tenses, passives, contractions, bare words
  "I have sent the email to Lena.",
  "I've sent it.",
  "I sent the email just now.",
  "I just scheduled the campaign for Monday.",
  "The email has been sent.",
  "The email was sent to lena@example.com.",
  "Your landing page is now live.",
  "The campaign has been paused.",
  "I went ahead and published the site.",
  "We have created a new campaign for you.",
  "Email sent.",
  "Done!",
  "All set.",
  "Done, it is live!",
  "I'm sending it now.",
  "I am deleting the campaign.",
  "I updated your sequence and approved the drafts.",
  "The meeting with Otto got booked.",
  "It's done.",
  "I have taken care of it and invoiced the customer.",
  "- I have deleted the lead.",
  "They have been sent.",
  "The refund has been paid, and if you like I can check it.",
  "The site has been deployed to production.",
  "I've scheduled the follow-up.",
  // German
  "Ich habe die E-Mail verschickt.",
  "Die E-Mail wurde gesendet.",
  "Die E-Mails sind verschickt.",
  "Ich habe die Kampagne gestartet.",
  "Die Seite ist live.",
  "Ich habe das Treffen gebucht.",
  "Der Entwurf der Seite wurde veröffentlicht.",
  "Erledigt!",
  "Ist erledigt.",
  "Das Angebot wurde aktualisiert.",
  "Ich habe den Kontakt gelöscht.",
  "Ich verschicke das jetzt.",
  // Danish
  "Jeg har sendt mailen.",
  "Mailen er sendt.",
  "Mailen blev sendt til Lena.",
  "Jeg har oprettet kampagnen.",
  "Siden er live.",
  "Så er det gjort.",
  "Kampagnen er stoppet.",
  "Jeg har booket mødet.",
  "Jeg sender det nu.",
  "Jeg har slettet kontakten.",
];

const HARMLESS = [
  "I can send the email once you approve it.",
  "I will draft an email to Lena.",
  "Nothing has been sent yet.",
  "The email has not been sent.",
  "The email was not sent.",
  "Would you like me to send it?",
  "Has the email been sent?",
  "I have not done this; I can propose it.",
  "If you approve, the email will be sent at 10:00.",
  "The campaign can be paused on its page.",
  "You approved the proposal.",
  "The campaign was paused by you. [e:12]",
  "An email was delivered. [e:41]",
  "The page was published. [d:0123456789] [r:0123456789]",
  "Two proposals wait for your decision.",
  "Once sent, an email cannot be taken back.",
  "An email must be approved before it is sent.",
  "I don't know whether it was published?",
  "The sent emails are listed under Leads.",
  "Here is what I found.",
  "I would schedule it for Monday.",
  "Let me know when you have decided.",
  "Ich kann die E-Mail vorschlagen.",
  "Die E-Mail wird erst nach der Freigabe gesendet.",
  "Es wurde noch nicht verschickt.",
  "Soll ich die E-Mail senden?",
  "Jeg kan foreslå en mail.",
  "Mailen er ikke sendt endnu.",
  "Skal jeg sende den?",
  "Når du godkender, bliver mailen sendt.",
];

test.each(CLAIMS)("without a result of the same turn it is replaced: %s", (sentence) => {
  expect(guardClaims({ sentence, done: [] })).toContain(NOT_DONE);
  expect(guardClaims({ sentence, done: ["get_kpis", "search_ledger"] })).toContain(NOT_DONE);
});

test.each(HARMLESS)("no claim: %s", (sentence) => {
  expect(guardClaims({ sentence, done: [] })).toBe(sentence);
});

test.each([
  "I have prepared an email to Lena.",
  "I proposed the email; it waits for you.",
  "I have created a draft for your approval.",
  "Ich habe einen Vorschlag erstellt.",
  "Ich habe eine E-Mail vorbereitet.",
  "Jeg har udarbejdet en mail.",
  "Jeg har oprettet et forslag.",
])("a proposal may be told only after a proposal: %s", (sentence) => {
  expect(guardClaims({ sentence, done: [] })).toContain(NOT_DONE);
  expect(guardClaims({ sentence, done: ["propose_action"] })).toBe(sentence);
});

test("a proposal is no proof that something was sent", () => {
  const sentence = "I have sent the email to Lena.";
  expect(guardClaims({ sentence, done: ["propose_action"] })).toContain(NOT_DONE);
  expect(guardClaims({ sentence, done: ["email.send"] })).toBe(sentence);
});

test("a list keeps its form, and the text its line breaks", () => {
  expect(guardClaims({ sentence: "- I sent it.\n", done: [] })).toBe(`- ${NOT_DONE}\n`);
});
