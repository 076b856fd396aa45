export type SeenClick = { id: string; at: Date; visitor: string | null; machine: string | null };

/** A scanner opens what was just delivered, from several of its hosts; a person opens it from one, and seldom so soon. */
export const BURST_MS = 60_000;

/** The clicks of one email that a scanner's burst explains: several hosts within seconds of its delivery. */
export function judgeClicks(clicks: readonly SeenClick[], deliveredAt: Date): ReadonlySet<string> {
  // A mail service that fetches the picture stands between a person and us; it is no second host of a scanner.
  const seen = clicks.filter(({ machine }) => machine !== "proxy");
  const early = seen.filter(({ at }) => at.getTime() - deliveredAt.getTime() < BURST_MS);
  const hosts = new Set(early.map(({ visitor }) => visitor).filter((visitor) => visitor !== null));
  return new Set(hosts.size > 1 ? early.map(({ id }) => id) : []);
}
