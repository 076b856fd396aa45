import type { ClaimedEmail } from "@/lib/contracts/engine";
import { appUrl } from "@/lib/platform/env";
import { clickToken } from "./click-token";
import { openToken } from "./open-token";
import { linksIn, piecesOf } from "./links-in";

/** Where the links of a workspace's emails lead, and whether clicks and opens are counted. */
export type LinkSettings = { workspaceId: string; origin: string; countsClicks: boolean; countsOpens: boolean };

/** The part of an email's HTML that holds its words, as `private.rendered_email` writes it. */
const WORDS = /^<div style="white-space:pre-wrap">([\s\S]*?)<\/div>/;

/** As `private.escape_html` does, and back. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const plain = (html: string): string =>
  html.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/**
 * An email with its links where they lead now: on the company's own host, and in its HTML through us where clicks are counted, with a picture of ours behind its words where opens are. The words stay,
 * and so does the approval of them: it cannot hang on whether a host answers today.
 */
export function dressLinks(email: ClaimedEmail, settings: LinkSettings): ClaimedEmail {
  const { origin, countsClicks, countsOpens } = settings;
  const moved = (part: string): string =>
    origin === appUrl() ? part : part.replaceAll(`${appUrl()}/u/`, `${origin}/u/`);
  const headers = Object.fromEntries(Object.entries(email.headers).map(([name, value]) => [name, moved(value)]));
  const html = countsClicks ? withCountedLinks(email, settings) : email.html;
  const picture = countsOpens ? pictureOf(email, settings) : "";
  return { ...email, text: moved(email.text), html: moved(html) + picture, headers };
}

/** Nothing is shown of it; its address says only which email it stands in. */
function pictureOf({ claim_id: claimId }: ClaimedEmail, { workspaceId, origin }: LinkSettings): string {
  const address = `${origin}/api/track/open/${openToken({ workspaceId, claimId })}`;
  return `<img src="${escaped(address)}" width="1" height="1" alt="" style="border:0">`;
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
