import he from "he";
import type { Icon, PageMetadata } from "./page-metadata";
import { LANGUAGES, type BrandSuggestion, type SuggestedField, type SuggestionOrigin } from "./schemas";
import { findOrganization } from "./structured-organization";

const LENGTHS = { company_name: 200, description: 1_000, postal_address: 500, language: 2, logo_url: 500 } as const;
/** Titles of a first page that name no company. */
const NO_NAME =
  /^(home ?page|home|welcome|index|start|startseite|willkommen|accueil|inicio|bienvenid[oa]s?|untitled)$/i;

type Source = readonly [SuggestionOrigin, string | null | undefined];

/**
 * Answers of the brand step that a page suggests: from structured data, OpenGraph, meta tags and icons, the first that says something. Plain
 * text, cleaned and cut; it is the page's word, and nothing here is believed or saved.
 */
export function suggestAnswers(page: PageMetadata, url: string): BrandSuggestion[] {
  const organization = findOrganization(page.data);
  const meta = (name: string): string | undefined => page.meta.get(name);
  const base = baseOf(page, url);
  const sources: Record<SuggestedField, readonly Source[]> = {
    company_name: [
      ["structured_data", organization?.name],
      ["open_graph", meta("og:site_name")],
      ["meta", meta("application-name")],
      ["title", nameInTitle(page.title, url)],
    ],
    description: [
      ["structured_data", organization?.description],
      ["open_graph", meta("og:description")],
      ["meta", meta("description")],
    ],
    postal_address: [["structured_data", organization?.address]],
    language: [
      ["meta", languageIn(page.language)],
      ["open_graph", languageIn(meta("og:locale"))],
    ],
    logo_url: [
      ["structured_data", imageAt(organization?.logo, base)],
      ["open_graph", imageAt(meta("og:logo"), base)],
      ["icon", imageAt(largest(page.icons)?.href, base)],
    ],
  };
  return (Object.keys(sources) as SuggestedField[]).flatMap((field) => {
    const clean = field === "postal_address" ? severalLines : oneLine;
    for (const [origin, said] of sources[field]) {
      const value = clean(said ?? "").slice(0, LENGTHS[field]);
      if (value.trim() !== "") return [{ field, value: value.trim(), origin }];
    }
    return [];
  });
}

/** Without markup, control characters and marks that turn the direction of writing. */
const plain = (text: string): string =>
  he
    .decode(text.slice(0, 10_000).replace(/<[^>]{0,500}>/g, " "))
    .replace(/[<>]/g, " ")
    .replace(/[^\P{C}\n]/gu, " ");
const oneLine = (text: string): string => plain(text).replace(/\s+/g, " ").trim();
const severalLines = (text: string): string => plain(text).split(/\n/).map(oneLine).filter(Boolean).join("\n");

function nameInTitle(title: string | null, url: string): string | null {
  const parts = oneLine(title ?? "")
    .split(/\s+[|–—·•»:-]\s+|:\s+/)
    .filter((part) => part !== "" && !NO_NAME.test(part));
  const host = letters(
    new URL(url).hostname
      .replace(/^www\./, "")
      .split(".")
      .slice(0, -1)
      .join("."),
  );
  const named = parts.find((part) => letters(part) !== "" && host.includes(letters(part)));
  return named ?? parts.toSorted((one, other) => one.length - other.length)[0] ?? null;
}
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const languageIn = (tag: string | null | undefined): string | undefined =>
  LANGUAGES.find((language) => language === tag?.toLowerCase().split(/[-_]/)[0]);

const baseOf = ({ base }: PageMetadata, url: string): string =>
  base !== null && URL.canParse(base, url) ? new URL(base, url).href : url;

/** A web address; a picture inside the page has none. */
function imageAt(href: string | null | undefined, base: string): string | null {
  if (!href || !URL.canParse(href.trim(), base)) return null;
  const url = new URL(href.trim(), base);
  return /^https?:$/.test(url.protocol) && url.href.length <= LENGTHS.logo_url ? url.href : null;
}

const largest = (icons: readonly Icon[]): Icon | undefined =>
  icons.toSorted((one, other) => Number(other.touch) - Number(one.touch) || other.size - one.size)[0];
