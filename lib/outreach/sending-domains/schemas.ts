import { z } from "zod";

const HOST = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A name in the public DNS, in lower case and without the final dot. */
export const hostName = (message: string) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .transform((name) => name.replace(/\.$/, ""))
    .pipe(z.string().regex(HOST, message));

export const DomainRef = z.object({
  domain: hostName("must be a domain, like example.com")
    .optional()
    .meta({ description: "The domain after the @ of the sender; left out: that of the saved sender." }),
});
export type DomainRef = z.infer<typeof DomainRef>;

export const Purpose = z.enum(["spf", "dkim", "dmarc", "mx"]);
export type Purpose = z.infer<typeof Purpose>;

export const DnsAction = z.enum(["add", "replace", "keep", "at_provider", "wait"]);

export const DnsRecord = z.object({
  purpose: Purpose.meta({ description: "The purpose of the record." }),
  action: DnsAction.meta({
    description:
      "`add` it, `replace` what is there by it, `keep` what is there, have the provider make it (`at_provider`), or `wait` until the name servers answer.",
  }),
  type: z.literal("TXT").meta({ description: "The type of the record." }),
  name: z.string().meta({ description: "The whole name." }),
  relative_name: z.string().meta({
    description: "The name as most DNS hosts ask for it, without the zone; `@` is the zone itself.",
  }),
  value: z.string().nullable().meta({ description: "The text to enter; null where the provider makes it." }),
  replaces: z.array(z.string()).meta({ description: "The texts that it takes the place of." }),
  words: z.string().meta({ description: "The next step, and why." }),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

export const DnsPlan = z.object({
  domain: z.string().meta({ description: "The domain that emails are sent from." }),
  zone: z
    .string()
    .nullable()
    .meta({ description: "The zone that the records are entered in; null: it was not found." }),
  dns_host: z
    .object({ name: z.string(), records_url: z.string() })
    .nullable()
    .meta({ description: "Where the zone's records are edited; null: its name servers are of no host that is known." }),
  mail_host: z.string().nullable().meta({ description: "The provider that sends; null: it is not known." }),
  records: z
    .array(DnsRecord)
    .meta({ description: "Empty where records cannot be looked up, with the reason in `message`." }),
  message: z.string().meta({ description: "The next step." }),
});
export type DnsPlan = z.infer<typeof DnsPlan>;

export const Verdict = z.enum(["yes", "no", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;

export const DnsCheck = z.object({
  purpose: Purpose.meta({ description: "The thing that was checked." }),
  decides: z.boolean().meta({ description: "Whether the domain counts as verified by it; the others are advice." }),
  verdict: Verdict.meta({ description: "`unknown`: no server answered, or nothing can be said. It is not a failure." }),
  code: z.string().meta({ description: "The finding." }),
  words: z.string().meta({ description: "The finding in words, and the next step." }),
});
export type DnsCheck = z.infer<typeof DnsCheck>;

export const DnsVerification = z.object({
  domain: z.string().meta({ description: "The domain that was checked." }),
  status: z.enum(["verified", "failing", "unknown"]).meta({
    description: "`verified`: SPF and DMARC are right. `failing`: one of them is certainly not.",
  }),
  checked_at: z.iso.datetime().meta({ description: "When the name servers were asked." }),
  checks: z.array(DnsCheck).meta({ description: "Each thing that was checked." }),
});
export type DnsVerification = z.infer<typeof DnsVerification>;

const moment = (description: string) => z.iso.datetime().nullable().meta({ description });

/** A sending domain as its last check left it. */
export const SendingDomain = DnsPlan.extend(DnsVerification.shape).extend({
  verified_at: moment("The last check that found everything right."),
  failing_since: moment("The first check that was certain of a fault; null: none was since the domain was last right."),
  pauses_at: moment(
    "When cold emails from the domain begin to wait unless it is right by then; null: nothing is wrong.",
  ),
  paused_at: moment("Since when cold emails from the domain wait. Answers are sent all the same."),
  next_check_at: moment("When it is checked again by itself; null: only when you ask."),
});
export type SendingDomain = z.infer<typeof SendingDomain>;

/** A mailbox by the domain that it sends from. `sends`: its emails reach people elsewhere, not the built-in test mailbox. */
export const SenderDomain = z.object({
  mailbox: z.number(),
  domain: z.string(),
  address: z.string(),
  sends: z.boolean(),
  server: z.string().nullable(),
});
export type SenderDomain = z.infer<typeof SenderDomain>;

/** One question to name servers, and what came back. */
export type Question = {
  servers: string[];
  type: "NS" | "TXT" | "MX" | "CNAME" | "A";
  name: string;
  answer: "found" | "none" | "unknown";
  values: string[];
};

/** A check of the past. */
export type PastCheck = { checked_at: string; status: DnsVerification["status"] };
