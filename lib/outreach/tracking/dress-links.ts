import type { ClaimedEmail } from "@/lib/contracts/engine";
import { appUrl } from "@/lib/platform/env";
import { clickToken } from "./click-token";
import { linksIn, piecesOf } from "./links-in";

/** Where the links of a workspace's emails lead, and whether clicks are counted. */
export type LinkSettings = { workspaceId: string; origin: string; countsClicks: boolean };

/** The part of an email's HTML that holds its words, as `private.rendered_email` writes it. */
const WORDS = /^<div style="white-space:pre-wrap">([\s\S]*?)<\/div>/;

/** As `private.escape_html` does, and back. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const plain = (html: string): string =>
  html.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/**
 * An email with its links where they lead now: on the company's own host, and in its HTML through us where clicks are counted. The words stay,
 * and so does the approval of them: it cannot hang on whether a host answers today.
 */
export function dressLinks(email: ClaimedEmail, settings: LinkSettings): ClaimedEmail {
  const { origin, countsClicks } = settings;
  const moved = (part: string): string =>
    origin === appUrl() ? part : part.replaceAll(`${appUrl()}/u/`, `${origin}/u/`);
  const headers = Object.fromEntries(Object.entries(email.headers).map(([name, value]) => [name, moved(value)]));
  const html = countsClicks ? withCountedLinks(email, settings) : email.html;
  return { ...email, text: moved(email.text), html: moved(html), headers };
}

function withCountedLinks({ claim_id: claimId, html }: ClaimedEmail, { workspaceId, origin }: LinkSettings): string {
  return html.replace(WORDS, (whole, inner: string) => {
    const words = plain(inner);
    const links = linksIn(words);
    const dressed = piecesOf(words).map(({ kind, text }) => {
      const link = kind === "link" ? links.indexOf(text) : -1;
      if (link === -1) return escaped(text);
      const href = `${origin}/api/track/click/${clickToken({ workspaceId, claimId, link })}`;
      return `<a href="${escaped(href)}">${escaped(text)}</a>`;
    });
    return whole.replace(inner, () => dressed.join(""));
  });
}
