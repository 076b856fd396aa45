import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { findEvent } from "@/lib/providers/calendar/calendly/find-event";
import { lookAtPage, READER, type SeenPage } from "@/lib/providers/web/look-at-page";
import { shapeOf, type LinkShape } from "./booking-hosts";
import { linksOf } from "./links-of";
import type { BookingLink, BookingVerdict } from "./schemas";
import { upsertBookingCheck } from "./store";

type Judged = Omit<BookingVerdict, "checked_at">;
const yes = (code: string, message: string): Judged => ({ verdict: "yes", code, message });
const no = (code: string, message: string): Judged => ({ verdict: "no", code, message });
const unknown = (code: string, message: string): Judged => ({ verdict: "unknown", code, message });

type Look = (href: string) => Promise<SeenPage>;
const lookAsReader: Look = (href) => lookAtPage(href, { signal: AbortSignal.timeout(10_000), as: READER });

/**
 * Whether people can book by a link: the page is visited, and with a token of Calendly its event is asked for a free time within two weeks.
 * A page that refuses programs or does not answer is unknown, not wrong. The token is used once and not kept. The finding about a saved link
 * is kept as the evidence of its step.
 */
export async function validateCalendly(
  ctx: WorkspaceCtx,
  { link, token }: BookingLink,
  look: Look = lookAsReader,
): Promise<BookingVerdict> {
  requirePermission(ctx, "onboarding.write");
  const url = new URL(link);
  const refused = refuse(url);
  const judged =
    refused ?? (token && isCalendly(url) ? await askCalendly(ctx, { link, token }) : await visit(url, look));
  const found: BookingVerdict = { ...judged, checked_at: ctx.now().toISOString() };
  // No event: it visits a page; the link itself was saved before, with its own.
  await withTransaction(ctx, async (tx) => {
    const links = linksOf(await findBrand(tx));
    if (links.includes(link)) await upsertBookingCheck(tx, { link, found, links });
  });
  return found;
}

const isCalendly = ({ hostname }: URL): boolean => /^(www\.)?calendly\.com$/.test(hostname);

const SHAPES: Partial<Record<LinkShape, Judged>> = {
  home: no("link.home", "This is the calendar’s own home page. Copy the link of an event."),
  profile: no("link.profile", "This is a profile. Copy the link of one event, so that a person books with one click."),
  owners_page: no(
    "link.owners_page",
    "This page is visible to you only. Copy the link that you would send to a guest.",
  ),
};

function refuse(url: URL): Judged | null {
  if (url.protocol !== "https:") return no("link.not_https", "A booking link must begin with https://.");
  return SHAPES[shapeOf(url)] ?? null;
}

async function visit(url: URL, look: Look): Promise<Judged> {
  try {
    const page = await look(url.href);
    const ended = new URL(page.url);
    if (page.status === 404 || page.status === 410)
      return no("link.gone", `${url.hostname} has no such page (${page.status}). Copy the link again.`);
    if (page.status !== 200)
      return unknown(
        "link.unsure",
        `${url.hostname} answered ${page.status}, as it may to programs. Open the link yourself.`,
      );
    if (page.redirects.length > 0 && ended.pathname === "/")
      return no("link.gone", `The link leads to the home page of ${ended.hostname}. Copy the link again.`);
    return shapeOf(url) === "other_host"
      ? yes(
          "link.other_host",
          `${url.hostname} answers. It is no calendar that is known here: open the link yourself once.`,
        )
      : yes("link.reachable", "The booking page answers.");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "web.private") return no("link.private", error.message);
    if (error.code === "web.redirects") return no("link.redirects", error.message);
    return unknown("link.unsure", error.message);
  }
}

async function askCalendly(ctx: WorkspaceCtx, { link, token }: { link: string; token: string }): Promise<Judged> {
  const baseUrl = env().CALENDLY_API_URL ?? "https://api.calendly.com";
  try {
    const event = await findEvent({ baseUrl, token, link, now: ctx.now(), signal: AbortSignal.timeout(25_000) });
    if (!event) return no("event.not_found", "The owner of this token has no event with this link.");
    if (!event.active) return no("event.off", `“${event.name}” is switched off in Calendly.`);
    return event.nextFree === null
      ? no("event.full", `“${event.name}” has no free time in the next two weeks.`)
      : yes("event.free", `“${event.name}” can be booked; it has free times in the next two weeks.`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return REFUSALS[error.code] ?? unknown("calendly.unsure", `Calendly could not be asked: ${error.message}`);
  }
}

const REFUSALS: Record<string, Judged> = {
  "calendly.http_401": no(
    "token.refused",
    "Calendly does not know this token: it is wrong or was revoked. Create a new one.",
  ),
  "calendly.http_403": no("token.lacks_scope", "This token may not read event types. Create one that may."),
  "calendly.http_429": unknown("calendly.limited", "Calendly takes no more questions now. Try again in a minute."),
};
