import { isShortMac, shortMac } from "@/lib/foundation/vault/short-mac";

/** One email, as it was handed out. */
type OpenedEmail = { workspaceId: string; claimId: string };

const TOKEN = /^([0-9a-f]{32})\.([a-z2-7]{20})$/;

const signed = ({ workspaceId, claimId }: OpenedEmail) => ({ audience: "open", text: `${workspaceId}:${claimId}` });

/** The id of a claim, whose 32 hex digits a token holds. */
export const claimIdOf = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** Says which email a picture stands in, signed. */
export const openToken = (of: OpenedEmail): string => `${of.claimId.replaceAll("-", "")}.${shortMac(signed(of))}`;

/** The parts of a token; null for a text that is none. Whose it is, and so whether we signed it, says the email. */
export function readOpenToken(token: string): { claimId: string; mac: string } | null {
  const [, claim, mac] = TOKEN.exec(token) ?? [];
  return claim === undefined || mac === undefined ? null : { claimId: claimIdOf(claim), mac };
}

/** Whether we signed it, in constant time. */
export const isOpenSigned = (of: OpenedEmail, mac: string): boolean => isShortMac(signed(of), mac);
