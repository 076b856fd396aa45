import { AppError } from "@/lib/platform/errors";
import { researchFailure } from "../ask-vendor";
import { bounded, type Document, type ReadSource } from "../port";
import { lookAtPage, READER, type LookOptions, type SeenPage } from "../../web/look-at-page";
import { pageText } from "../../web/page-text";
import { readablePage, type ReadablePage } from "./readable-page";

/** Pages that say what a company is and does now, in the languages that Greenlight writes in. */
const TELLING =
  /about|news|blog|press|company|team|über|ueber|unternehmen|aktuell|neuigkeit|presse|propos|actualit|entreprise|equipe|équipe|sobre|noticias|notícias|empresa|prensa|chi-siamo|chi siamo|notizie|azienda|over-ons|over ons|nieuws|bedrijf/i;
const MORE_PAGES = 2;
/** Names that nobody can own (RFC 2606, RFC 6761), which examples and demonstrations have. */
const RESERVED = /\.(example|test|invalid|localhost|local)$|(^|\.)example\.(com|net|org)$/i;

const addressOf = (website: string): URL | null => {
  const written = website.trim();
  const href = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  return URL.canParse(href) && new URL(href).hostname.includes(".") ? new URL(href) : null;
};

/** The first page of a lead's website and up to two that it links to on the same host; public addresses alone, 2 MiB and 10 s each. */
export const readWebsite =
  (looking: Partial<LookOptions> = {}): ReadSource =>
  async ({ website }, signal) => {
    const address = website === null ? null : addressOf(website);
    if (!address) throw researchFailure("no_website", "The lead has no website.");
    if (RESERVED.test(address.hostname))
      throw researchFailure("no_website", `${address.hostname} is a name for examples, not a website.`);
    const look = (url: string) => lookAtPage(url, { signal, as: READER, ...looking });
    const first = readPage(await look(address.href));
    const more = await Promise.all(
      tellingLinks(first).map((url) =>
        look(url)
          .then(readPage)
          .catch((error: unknown) => {
            // The first page stands without it.
            if (error instanceof AppError) return null;
            throw error;
          }),
      ),
    );
    const read = [first, ...more].filter((page) => page !== null);
    return { documents: bounded(read.map(toDocument)), costUsd: 0 };
  };

type Page = ReadablePage & { url: string };
const toDocument = ({ url, text, date }: Page): Document => ({ url, text, date });

function readPage(seen: SeenPage): Page {
  const host = new URL(seen.url).hostname;
  if (seen.status !== 200) throw researchFailure("refused", `${host} answered ${seen.status}.`);
  const type = (seen.headers["content-type"] ?? "text/html").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!["text/html", "application/xhtml+xml", ""].includes(type))
    throw researchFailure("unreadable", `${host} answered with a file instead of a page.`);
  return { ...readablePage(pageText(seen.bytes, seen.headers["content-type"])), url: seen.url };
}

function tellingLinks({ url, links }: Page): string[] {
  const own = new URL(url);
  const found = links.flatMap(({ href, words }) => {
    if (!TELLING.test(`${decoded(href)} ${words}`) || !URL.canParse(href, url)) return [];
    const target = new URL(href, url);
    target.hash = "";
    return target.host === own.host && target.protocol === own.protocol && target.href !== own.href
      ? [target.href]
      : [];
  });
  return [...new Set(found)].slice(0, MORE_PAGES);
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // a stray percent sign
  }
}
