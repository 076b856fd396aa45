import { BookingLink, BookingVerdict, ReadWebsite, WebsiteSuggestions } from "@/lib/operations/onboarding/schemas";
import { DnsPlan, DomainRef, SendingDomain } from "@/lib/outreach/sending-domains/schemas";
import { SetUpTracking, TrackingDomain } from "@/lib/outreach/tracking/schemas";
import type { Operation } from "../operation";

const defaults = { who: "member", status: 200, tag: "Onboarding" } as const;

const RESERVED = "This domain is reserved and not in the public DNS, so nothing can be checked.";

export const ONBOARDING_OPERATIONS: readonly Operation[] = [
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/brand/auto-scrape",
    summary: "Read a website for answers about the company",
    notes:
      "Suggests a name, a description, a postal address, a language and a logo, each with the place that it was found in, and saves nothing. Only public addresses are read, for 10 seconds, 3 redirects and 2 MiB at most, 10 times an hour. A website that cannot be read is an answer.",
    input: { body: ReadWebsite },
    answer: WebsiteSuggestions,
    permission: "onboarding.write",
    examples: ({ workspaceId: workspace_id }) => ({
      private: {
        summary: "An address that is not public",
        body: { workspace_id, website: "http://127.0.0.1" },
        answer: {
          success: false,
          fallbackToManual: true,
          code: "web.private",
          message: "The website was not read: 127.0.0.1 is an address inside a private network.",
        },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/dns/generate",
    summary: "Generate the DNS records that sending needs",
    notes:
      "Made from what the domain's zone says now: one SPF record that keeps what is there, one DMARC record, and the way to the DKIM key, which only the mail provider can make. Domains of providers and reserved ones get no records, with the reason in `message`. 120 look-ups an hour.",
    input: { body: DomainRef },
    answer: DnsPlan,
    permission: "onboarding.write",
    refusals: { 422: "dns.no_domain: no sender is saved and no domain was named." },
    examples: ({ workspaceId: workspace_id }) => ({
      reserved: {
        summary: "A reserved domain",
        body: { workspace_id, domain: "northwind.example" },
        answer: {
          domain: "northwind.example",
          zone: null,
          dns_host: null,
          mail_host: null,
          records: [],
          message: RESERVED,
        },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/dns/verify",
    summary: "Check the DNS records of the sending domain",
    notes:
      "Asks the zone's own name servers, so that no cached answer stands in the way. SPF and DMARC decide, DKIM and MX are advice. A server that does not answer leads to `unknown`, never to a failure. What was found is kept with its evidence, and the domain is checked again by itself. Cold emails from it wait once it is certainly wrong 72 hours after the first fault, until a check finds it right; answers never wait. 120 look-ups an hour.",
    input: { body: DomainRef },
    answer: SendingDomain,
    permission: "onboarding.write",
    refusals: {
      422: "dns.no_domain: no sender is saved and no domain was named. domain.too_many: 30 domains are kept already.",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      reserved: {
        summary: "A reserved domain",
        body: { workspace_id, domain: "northwind.example" },
        answer: {
          domain: "northwind.example",
          status: "unknown",
          checked_at: "2026-01-15T09:30:00.000Z",
          checks: [{ purpose: "spf", decides: true, verdict: "unknown", code: "domain.special_use", words: RESERVED }],
          zone: null,
          dns_host: null,
          mail_host: null,
          records: [],
          message: RESERVED,
          verified_at: null,
          failing_since: null,
          pauses_at: null,
          paused_at: null,
          next_check_at: null,
        },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/tracking/setup",
    summary: "Name the host that links in emails lead to",
    notes:
      "The unsubscribe links of your emails, and counted links where clicks are counted, then lead to a host of your own that has a CNAME record to Greenlight. They use it once a check finds that it leads here, and Greenlight's own host before that and whenever it certainly does not. Clicks and opens are counted only if you say so; an open counts only where a person may be behind it, once for each email, and is a guess all the same.",
    input: { body: SetUpTracking },
    answer: TrackingDomain,
    permission: "onboarding.write",
    examples: ({ workspaceId: workspace_id }) => ({
      off: {
        summary: "Clicks stay uncounted",
        body: { workspace_id, track_clicks: false },
        answer: {
          host: null,
          track_clicks: false,
          track_opens: false,
          link_host: "greenlight.example",
          status: null,
          record: null,
          owner_record: null,
          dns_host: null,
          checks: [],
          checked_at: null,
          verified_at: null,
          failing_since: null,
          next_check_at: null,
          history: [],
        },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/tracking/verify",
    summary: "Check the host that links in emails lead to",
    notes:
      "Asks the zone's own name servers for the CNAME record, and the host itself for a line that only Greenlight answers; with that line it is verified, also behind a proxy that hides the record. A host that another company here used before needs a TXT record as well, which `owner_record` names. No answer leads to `unknown`, never to a failure. What was found is kept with its evidence, and the host is checked again by itself. 120 look-ups an hour.",
    input: {},
    answer: TrackingDomain,
    permission: "onboarding.write",
    refusals: { 404: "tracking.no_host: no host is named yet." },
    examples: () => ({
      unnamed: {
        summary: "Before a host is named",
        status: 404,
        answer: {
          error: "No host is named for the links of emails.",
          code: "tracking.no_host",
          request_id: "01JC7R9E2W6YB8T4V5X3K1M0QZ",
        },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/onboarding/validate-calendly",
    summary: "Check a booking link",
    notes:
      "Visits the page as a guest would. With a personal access token of Calendly it asks whether the event is on and has a free time within two weeks; the token is not kept. Any https link may be checked, 60 times an hour. The finding about a saved link is kept as the evidence of the step `calendar`.",
    input: { body: BookingLink },
    answer: BookingVerdict,
    permission: "onboarding.write",
    examples: ({ workspaceId: workspace_id }) => ({
      profile: {
        summary: "The link of a profile",
        body: { workspace_id, link: "https://calendly.com/ada" },
        answer: {
          verdict: "no",
          code: "link.profile",
          message: "This is a profile. Copy the link of one event, so that a person books with one click.",
          checked_at: "2026-01-15T09:30:00.000Z",
        },
      },
    }),
  },
];
