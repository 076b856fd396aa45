import { isShortMac, shortMac } from "@/lib/foundation/vault/short-mac";

/** One link of one email, as it was handed out. */
type ClickedLink = { workspaceId: string; claimId: string; link: number };

const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.(\d{1,3})\.([a-z2-7]{20})$/;

const signed = ({ workspaceId, claimId, link }: ClickedLink) => ({
  audience: "click",
  text: `${workspaceId}:${claimId}:${link}`,
});

/** Says which link is meant, signed; it holds no address, so that it leads nowhere but to a link that stands in that email. */
export const clickToken = (of: ClickedLink): string =>
  `${of.claimId.replaceAll("-", "")}.${of.link}.${shortMac(signed(of))}`;

/** The parts of a token; null for a text that is none. Whose it is, and so whether we signed it, says the email. */
export function readClickToken(token: string): { claimId: string; link: number; mac: string } | null {
  const [, ...parts] = TOKEN.exec(token) ?? [];
  const [mac, link] = [parts.at(-1), parts.at(-2)];
  if (mac === undefined || link === undefined) return null;
  return { claimId: parts.slice(0, 5).join("-"), link: Number(link), mac };
}

/** Whether we signed it, in constant time. */
export const isSigned = (of: ClickedLink, mac: string): boolean => isShortMac(signed(of), mac);
