import { sha256 } from "@/lib/platform/ids";

/** Where a campaign's workflow listens, below the engine's webhook address: the same for the template's authors and its callers. */
export function webhookPath(campaignId: string, suffix: string): string {
  return `greenlight/${campaignId}/${suffix}`;
}

/** The same parts give the same uuid (version 8) on every machine; different parts never share one. */
export function stableUuid(...parts: string[]): string {
  const hex = sha256(JSON.stringify(parts));
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
