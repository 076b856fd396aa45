import { isShortMac, shortMac } from "@/lib/foundation/vault/short-mac";
import { claimIdOf } from "./open-token";

/** One link of one email, as it was handed out. */
type ClickedLink = { workspaceId: string; claimId: string; link: number };

const TOKEN = /^([0-9a-f]{32})\.(\d{1,3})\.([a-z2-7]{20})$/;

const signed = ({ workspaceId, claimId, link }: ClickedLink) => ({
  audience: "click",
  text: `${workspaceId}:${claimId}:${link}`,
});

/** Says which link is meant, signed; it holds no address, so that it leads nowhere but to a link that stands in that email. */
export const clickToken = (of: ClickedLink): string =>
  `${of.claimId.replaceAll("-", "")}.${of.link}.${shortMac(signed(of))}`;

/** The parts of a token; null for a text that is none. Whose it is, and so whether we signed it, says the email. */
export function readClickToken(token: string): { claimId: string; link: number; mac: string } | null {
  const [, claim, link, mac] = TOKEN.exec(token) ?? [];
  if (claim === undefined || mac === undefined) return null;
  return { claimId: claimIdOf(claim), link: Number(link), mac };
}

/** Whether we signed it, in constant time. */
export const isSigned = (of: ClickedLink, mac: string): boolean => isShortMac(signed(of), mac);
