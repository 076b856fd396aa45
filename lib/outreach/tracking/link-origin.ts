import { appUrl } from "@/lib/platform/env";

/** The host that a founder's record leads to. */
export const ownHost = (): string => new URL(appUrl()).hostname;

/** The address of our links on a host: with the scheme and the port of our own. */
export function linkOrigin(host: string): string {
  const { protocol, port } = new URL(appUrl());
  return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
}

/** Where a host says which companies' links it carries. */
export const PROOF_PATH = "/.well-known/greenlight-tracking";
/** The name of the TXT record that proves whose a host is, with the same line as its value. */
export const proofName = (host: string): string => `_greenlight-tracking.${host}`;
export const proofLine = (token: string): string => `greenlight-tracking=${token}`;
