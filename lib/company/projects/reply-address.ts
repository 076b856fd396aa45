import { randomBytes } from "node:crypto";
import { slugOf } from "@/lib/foundation/workspaces/slug";
import { emailDomain } from "@/lib/platform/env";

/** With the address of a thread, 63 characters in front of the @; a mail server takes 64. */
const MAX_SLUG = 30;
/** Names that belong to the installation, or that pretend to be it. */
const RESERVED: ReadonlySet<string> = new Set(
  "abuse admin administrator billing contact greenlight help hostmaster info mailer-daemon no-reply noreply postmaster root security support webmaster".split(
    " ",
  ),
);

const shortId = (): string => randomBytes(3).toString("hex");

/** Addresses for a company of this name, the nicest first; the last ones are taken by chance only. */
export function addressesFor(name: string): string[] {
  const slug = slugOf(name).slice(0, MAX_SLUG).replace(/-+$/, "");
  const short = slug.slice(0, MAX_SLUG - 7).replace(/-+$/, "");
  const numbered = [2, 3, 4].map((number) => `${short}-${number}`);
  const slugs = [...(RESERVED.has(slug) ? [] : [slug, ...numbered]), `${short}-${shortId()}`, `${short}-${shortId()}`];
  return slugs.map((one) => `${one}@${emailDomain()}`);
}

/** An address that nobody can guess from the company's name. */
export function freshAddress(name: string): string {
  const short = slugOf(name)
    .slice(0, MAX_SLUG - 7)
    .replace(/-+$/, "");
  return `${short}-${shortId()}@${emailDomain()}`;
}

/** `acme+tag@host` as `acme@host` and `tag`. */
export function splitAddress(address: string): { base: string; tag: string | null } {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf("@");
  const local = lower.slice(0, Math.max(at, 0));
  const plus = local.indexOf("+");
  if (plus === -1) return { base: lower, tag: null };
  return { base: local.slice(0, plus) + lower.slice(at), tag: local.slice(plus + 1) };
}
