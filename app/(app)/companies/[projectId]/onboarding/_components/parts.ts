import type { OnboardingStep } from "@/lib/operations/onboarding/schemas";

export const ONBOARDING_ORDER: readonly OnboardingStep[] = [
  "domain",
  "brand",
  "credentials",
  "calendar",
  "research",
  "infrastructure",
  "machine",
  "leads",
];

export const PART_TITLES: Record<OnboardingStep, { title: string; about: string }> = {
  domain: { title: "Sending domain", about: "Its DNS records, which take the longest. The test mailbox needs none" },
  brand: { title: "Company and sender", about: "Your business, the sender, and your postal address" },
  credentials: { title: "Mail account", about: "The mailbox your emails are sent from" },
  calendar: { title: "Calendar", about: "Optional: the links by which people book a call" },
  research: { title: "Research", about: "Optional: services that look up each lead before an email is written" },
  infrastructure: { title: "When to send", about: "Time zone, days and hours, and how many emails a day" },
  machine: { title: "Machine", about: "Where your outreach engine runs, and its price" },
  leads: { title: "Leads", about: "The people to write to, from a CSV file" },
};
