import type { HeldFor } from "./schemas";

/** Mailboxes of a role rather than a person (RFC 2142 and common use), as letters only. */
const ROLES = new Set(
  `abuse accounting accounts admin administrator all billing bookings booking buchhaltung careers contact contacto contactus customerservice
  donotreply enquiries enquiry feedback finance hello hallo help helpdesk hola hostmaster hr info information inquiries jobs kontakt legal
  mail mailerdaemon marketing media news newsletter noc noreply notifications office orders order postmaster press privacy recruiting
  reception root sales security service shop spam staff support team tech unsubscribe verkauf vertrieb webmaster welcome zentrale`.split(
    /\s+/,
  ),
);

const MAIL_HOSTS = [
  "gmail.com",
  "googlemail.com",
  "hotmail.com",
  "outlook.com",
  "yahoo.com",
  "icloud.com",
  "protonmail.com",
  "hotmail.co.uk",
  "yahoo.co.uk",
  "hotmail.fr",
  "hotmail.de",
  "outlook.de",
];
const REAL = new Set([
  ...MAIL_HOSTS,
  "ymail.com",
  "gmx.com",
  "gmx.net",
  "mail.com",
  "email.com",
  "fmail.com",
  "hotmail.ch",
]);
const WRONG_ENDING = /\.(con|cmo|ocm|comm|vom|xom|coml|cpm|met|nte|ogr)$/;

/** Whether one letter was dropped, added, replaced or swapped with its neighbour. */
function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < Math.min(typed.length, meant.length) && typed[start] === meant[start]) start += 1;
  const [a, b] = [typed.slice(start), meant.slice(start)];
  if (a.length !== b.length) return a.length > b.length ? a.slice(1) === b : b.slice(1) === a;
  return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

/** Why an address should be looked at before it is emailed: it belongs to a role, or looks mistyped; null for any other. */
export function doubtOf(email: string): HeldFor | null {
  const [mailbox = "", domain = ""] = email.split("@");
  if (ROLES.has(mailbox.replace(/\+.*$/, "").replace(/[^a-z]/g, ""))) return "role_address";
  if (REAL.has(domain)) return null;
  return WRONG_ENDING.test(domain) || MAIL_HOSTS.some((host) => isOneSlip(domain, host)) ? "address_typo" : null;
}
