import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const Domain = z.object({ domain: z.string() });

export const DomainVerified = defineEvent(
  "sending_domain.verified",
  Domain,
  ({ domain }) => `The DNS records of ${domain} are right: its emails can be trusted.`,
);

export const DomainFailed = defineEvent(
  "sending_domain.failed",
  Domain.extend({ findings: z.array(z.string()), pausesAt: z.string() }),
  ({ domain, findings }) =>
    `The DNS records of ${domain} are wrong: ${findings.join(" ")} Unless that changes, cold emails wait after 72 hours.`,
);

export const DomainPaused = defineEvent(
  "sending_domain.paused",
  Domain.extend({ findings: z.array(z.string()), failingSince: z.string() }),
  ({ domain, findings }) =>
    `Cold emails from ${domain} wait, because its DNS records have been wrong for 72 hours: ${findings.join(" ")} Answers are sent all the same.`,
);

export const DomainResumed = defineEvent(
  "sending_domain.resumed",
  Domain,
  ({ domain }) => `The DNS records of ${domain} are right again: cold emails go on.`,
);
