import { SaveBrand, type Brand } from "@/lib/company/profile/schemas";
import { SaveInfrastructure, type Infrastructure, type MissingField } from "./schemas";

const BRAND: Record<string, string> = {
  company_name: "the company’s name",
  website: "the website",
  description: "the description of the company",
  services: "the services",
  sender_name: "the sender’s name",
  sender_email: "the sender’s email address",
  postal_address: "the postal address",
};
const CALENDAR: Record<string, string> = {
  calendly_link_1: "the first booking link",
  calendly_link_2: "the second booking link",
};
const SCHEDULE: Record<string, string> = {
  time_zone: "the time zone of the sending window",
  send_window: "the days and hours for sending",
  daily_limit: "the most emails per day",
};

type Issue = { path: PropertyKey[]; message: string };

/** One sentence for each field that does not fit, with its first fault. */
function sentences(
  issues: readonly Issue[],
  step: MissingField["step"],
  names: Record<string, string>,
): MissingField[] {
  const first = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = String(path[0]);
    if (field in names && !first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, fault]) => ({
    field,
    step,
    message: `Correct ${names[field] ?? field}: the saved one ${fault.replace(/\.$/, "")}.`,
  }));
}

/** Saved answers that a launch cannot be made of: rules become stricter, and time zones cease to exist, after an answer was saved. */
export function findUnfitting(saved: { brand: Brand | null; infrastructure: Infrastructure | null }): MissingField[] {
  const { brand, infrastructure } = saved;
  // A description that is missing is said to be missing.
  const ofBrand = brand ? (SaveBrand.safeParse(brand).error?.issues ?? []) : [];
  const schedule = SaveInfrastructure.pick({ time_zone: true, send_window: true, daily_limit: true });
  const ofSchedule = infrastructure ? (schedule.safeParse(infrastructure).error?.issues ?? []) : [];
  return [
    ...sentences(ofBrand, "brand", BRAND),
    ...sentences(ofBrand, "calendar", CALENDAR),
    ...sentences(ofSchedule, "infrastructure", SCHEDULE),
  ];
}
