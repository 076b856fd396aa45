import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const Host = z.object({ host: z.string() });

export const TrackingDomainSet = defineEvent(
  "tracking_domain.set",
  Host,
  ({ host }) => `${host} was named for the links of emails. They use it once a check finds that it leads here.`,
);

export const TrackingDomainRemoved = defineEvent(
  "tracking_domain.removed",
  Host,
  ({ host }) => `The links of emails no longer use ${host}.`,
);

export const TrackingDomainVerified = defineEvent(
  "tracking_domain.verified",
  Host,
  ({ host }) => `${host} leads here: the links of emails use it from now on.`,
);

export const TrackingDomainFailed = defineEvent(
  "tracking_domain.failed",
  Host.extend({ findings: z.array(z.string()) }),
  ({ host, findings }) =>
    `${host} does not lead here any more: ${findings.join(" ")} The links of new emails use Greenlight’s own host meanwhile.`,
);

export const OpenTrackingChanged = defineEvent(
  "tracking_domain.opens_changed",
  z.object({ on: z.boolean() }),
  ({ on }) =>
    on
      ? "New emails hold an invisible picture, and opens are counted as far as a person may be behind them."
      : "New emails hold no invisible picture: opens are not counted.",
);

export const ClickTrackingChanged = defineEvent(
  "tracking_domain.clicks_changed",
  z.object({ on: z.boolean() }),
  ({ on }) =>
    on ? "Clicks on the links of new emails are counted." : "Clicks on the links of new emails are not counted.",
);
