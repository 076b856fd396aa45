import { z } from "zod";
import { hostName, Verdict } from "@/lib/outreach/sending-domains/schemas";

export const SetUpTracking = z
  .object({
    host: hostName("must be a host, like link.example.com")
      .nullable()
      .optional()
      .meta({ description: "The host of yours that links shall lead to; null: Greenlight's own again." }),
    track_clicks: z
      .boolean("must be true or false")
      .optional()
      .meta({ description: "Whether clicks on the links of emails are counted. They are not, unless you say so." }),
    track_opens: z.boolean("must be true or false").optional().meta({
      description:
        "Whether new emails hold an invisible picture, so that opens are counted. They do not, unless you say so: it is a guess at best, and filters mark emails with such a picture more often.",
    }),
  })
  .refine(
    ({ host, track_clicks, track_opens }) =>
      host !== undefined || track_clicks !== undefined || track_opens !== undefined,
    "Name a host, or say whether clicks or opens are counted.",
  );
export type SetUpTracking = z.infer<typeof SetUpTracking>;

export const TrackingCheck = z.object({
  purpose: z.enum(["cname", "answer", "owner"]).meta({
    description:
      "`cname`: the record at the zone's own name servers. `answer`: the host itself, over the web. `owner`: a TXT record there that names your company; asked for only when another company here used the host before.",
  }),
  verdict: Verdict.meta({ description: "`unknown`: no server answered. It is not a failure." }),
  code: z.string().meta({ description: "The finding." }),
  words: z.string().meta({ description: "The finding in words, and the next step." }),
});
export type TrackingCheck = z.infer<typeof TrackingCheck>;

export const TrackingStatus = z.enum(["verified", "failing", "unknown"]);
export type TrackingStatus = z.infer<typeof TrackingStatus>;

export const CnameRecord = z.object({
  type: z.literal("CNAME").meta({ description: "The type of the record." }),
  name: z.string().meta({ description: "The whole name." }),
  relative_name: z
    .string()
    .nullable()
    .meta({ description: "The name as most DNS hosts ask for it, without the zone; null: the zone is not known yet." }),
  value: z.string().meta({ description: "The host that it leads to." }),
});
export type CnameRecord = z.infer<typeof CnameRecord>;

export const OwnerRecord = z.object({
  type: z.literal("TXT").meta({ description: "The type of the record." }),
  name: CnameRecord.shape.name,
  relative_name: CnameRecord.shape.relative_name,
  value: z.string().meta({ description: "The line that names your company." }),
});
export type OwnerRecord = z.infer<typeof OwnerRecord>;

const moment = (description: string) => z.iso.datetime().nullable().meta({ description });

export const PastTrackingCheck = z.object({ checked_at: z.iso.datetime(), status: TrackingStatus });
export type PastTrackingCheck = z.infer<typeof PastTrackingCheck>;

/** The tracking domain as its last check left it. */
export const TrackingDomain = z.object({
  host: z.string().nullable().meta({ description: "The host of yours; null: links lead to Greenlight's own." }),
  track_clicks: z.boolean().meta({ description: "Whether clicks are counted." }),
  track_opens: z.boolean().meta({ description: "Whether opens are counted." }),
  link_host: z.string().meta({ description: "The host that the links of the next email lead to." }),
  status: TrackingStatus.nullable().meta({
    description:
      "`verified`: it answers as Greenlight. `failing`: it certainly does not. `unknown`: nothing answered, which is no failure. Null: not checked yet.",
  }),
  record: CnameRecord.nullable().meta({ description: "The record to enter; null without a host." }),
  owner_record: OwnerRecord.nullable().meta({
    description: "The record that proves that the host is yours; null unless another company here used it before.",
  }),
  dns_host: z
    .object({ name: z.string(), records_url: z.string() })
    .nullable()
    .meta({ description: "Where the zone's records are edited; null: its name servers are of no host that is known." }),
  checks: z.array(TrackingCheck).meta({ description: "The findings of the last check." }),
  checked_at: moment("The last check."),
  verified_at: moment("The last check that found the host right."),
  failing_since: moment("The first check that was certain of a fault; null: none was since the host was last right."),
  next_check_at: moment("When it is checked again by itself; null: only when you ask."),
  history: z.array(PastTrackingCheck).meta({ description: "The newest ten checks." }),
});
export type TrackingDomain = z.infer<typeof TrackingDomain>;

export const ClickRef = z.object({ token: z.string() });

/** Why a request for a link or a picture counts as a machine's. `proxy`: a mail service fetched the picture, whether a person looked or not. */
export type Machine = "head" | "prefetch" | "agent" | "proxy" | "burst";
