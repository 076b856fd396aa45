import { z } from "zod";
import { showInvisible } from "./text";

const MAX_LENGTH = 254;
/** With room for invisible characters; longer texts are not searched for them. */
const MAX_TYPED = 1_000;

/** A dot-atom of RFC 5321; beyond ASCII, letters, marks and digits (RFC 6531). */
const MAILBOX = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Host names of letters, digits and hyphens; the last label is a word or punycode, so that an IP address is none. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,57}[a-z0-9])$/u;
const ASCII = /^\p{ASCII}*$/u;
/** ASCII that has a meaning in a URL never reaches the URL parser; it judges all other letters as IDNA asks. */
const DOMAIN_AS_TYPED = /^(?:[A-Za-z0-9.-]|[^\p{ASCII}\s\u2800])+$/u;

/** Zero-width spaces, byte order marks, soft hyphens, marks of reading direction and the like: they come with copied text. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Part of some Persian and Indic domain names, which IDNA allows between certain letters only. */
const IGNORABLE_IN_DOMAINS = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;
const JOINERS = /[\u200c\u200d]/gu;

/**
 * The one spelling under which an address is stored and compared, or null if it is no address: lower case, invisible characters removed,
 * mailbox in NFC, domain in its ASCII form (punycode), as mail servers write it.
 */
export function parseEmailAddress(text: string): string | null {
  if (text.length > MAX_TYPED) return null;
  const [mailbox = "", domain = "", ...more] = text.trim().split("@");
  if (more.length > 0) return null;
  const address = `${spellMailbox(mailbox)}@${spellDomain(domain)}`;
  if (address.length > MAX_LENGTH) return null;
  const [local = "", host = ""] = address.split("@");
  return MAILBOX.test(local) && DOMAIN.test(host) ? address : null;
}

const spellMailbox = (mailbox: string): string =>
  mailbox.replace(IGNORABLE, "").normalize("NFC").toLowerCase().normalize("NFC");

function spellDomain(typed: string): string {
  const domain = typed.replace(IGNORABLE_IN_DOMAINS, "");
  return toAscii(domain) || toAscii(domain.replace(JOINERS, ""));
}

function toAscii(domain: string): string {
  if (ASCII.test(domain)) return domain.toLowerCase();
  const url = `http://${domain}`;
  return DOMAIN_AS_TYPED.test(domain) && URL.canParse(url) ? new URL(url).hostname : "";
}

/** The same for an address that a third party vouches for: a text that is no address by our rules is only trimmed and in lower case. */
export const spellAddress = (text: string): string => parseEmailAddress(text) ?? text.trim().toLowerCase();

/** Why a text is no address, in words that follow a field's name; what cannot be seen is written as its code point. */
export function addressProblem(text: string): string {
  if (text.trim() === "") return "is required";
  if (text.length > MAX_LENGTH) return `may have at most ${MAX_LENGTH} characters`;
  const shown = showInvisible(text.trim());
  return shown === text.trim() ? "must be an email address" : `must be an email address, and ${shown} is none`;
}

/** An email address at any door, in the spelling of {@link parseEmailAddress}. */
export const EmailAddress = z
  .string({ error: ({ input }) => (input === undefined ? "is required" : "must be text") })
  .overwrite(spellAddress)
  .refine((text) => parseEmailAddress(text) !== null, { error: ({ input }) => addressProblem(String(input)) });
