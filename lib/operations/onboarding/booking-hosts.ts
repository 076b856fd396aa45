/** Calendars whose booking pages are recognised, and how many parts the path of one has at least. */
const BOOKING_HOSTS: Record<string, number> = {
  "calendly.com": 2,
  "cal.com": 2,
  "savvycal.com": 2,
  "tidycal.com": 2,
  "zcal.co": 2,
  "koalendar.com": 2,
  "meetings.hubspot.com": 1,
  "meetings-eu1.hubspot.com": 1,
  "calendar.app.google": 1,
  "outlook.office365.com": 2,
  "outlook.office.com": 2,
};
/** Pages of a calendar that its owner sees, not a visitor. */
const OWNERS_PAGES: ReadonlySet<string> = new Set(["app", "event_types", "login", "signup", "users"]);

export type LinkShape = "booking_page" | "home" | "profile" | "owners_page" | "other_host";

/** The kind of page that a link leads to, as far as its address says. */
export function shapeOf({ hostname, pathname }: URL): LinkShape {
  const parts = pathname.split("/").filter((part) => part !== "");
  const needed = BOOKING_HOSTS[hostname.replace(/^www\./, "")];
  if (needed === undefined) return "other_host";
  if (parts.length === 0) return "home";
  if (OWNERS_PAGES.has(parts[0] ?? "")) return "owners_page";
  return parts.length < needed ? "profile" : "booking_page";
}
