import { redactText } from "@/lib/platform/redact";

const PASSWORD =
  /\b(?:password|passwd|passphrase|passcode|pin|api[ -]?key|secret key|access token)\b\s*(?:is|are|:|=)\s*\S+/i;
const CARD = /\b(?:\d[ -]?){13,19}\b/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/;
const NATIONAL_ID = /\b\d{3}-\d{2}-\d{4}\b|\b\d{6}-\d{4}\b/;
/** Special categories of personal data (GDPR, article 9). */
const SPECIAL =
  /\b(?:pregnan\w*|cancer|diabet\w*|depress(?:ed|ion)|hiv|disab(?:led|ility)|illness|diagnos\w*|therap(?:y|ist)|muslim|jewish|christian|catholic|hindu|buddhist|atheist|gay|lesbian|bisexual|transgender|homosexual|trade union|republican|democrat|criminal record|convicted|divorc\w*|ethnic\w*)\b/i;
const PERSON = /\b(?:he|she|his|her|hers|him|they)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b|\b[A-Z][a-z]+ (?:is|has|was|had)\b|@/;

/** Why a text must not be remembered: a secret, or sensitive data of a person. Null when it may be. */
export function findUnkeepable(text: string): "secret" | "sensitive" | null {
  if (redactText(text) !== text || PASSWORD.test(text)) return "secret";
  if (IBAN.test(text) || (text.match(CARD) ?? []).some(isCard) || NATIONAL_ID.test(text)) return "secret";
  return SPECIAL.test(text) && PERSON.test(text) ? "sensitive" : null;
}

/** Luhn's check, which every card number passes and one other number in ten does. */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].toReversed().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
