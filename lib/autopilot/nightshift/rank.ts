import { sha256 } from "@/lib/platform/ids";
import type { Candidate } from "./candidate";
import { LIMITS } from "./limits";
import { score, type Scored, type TrackRecord } from "./score";

/** A key that a founder said no to, with the references that it rested on then. */
export type Refused = { key: string; evidence: readonly string[]; at: string };

export type Ranking = { ranked: Scored[]; hash: string };

/** Numbers of a day are new each day; they are no event that a founder did not know of. */
const isEvent = (reference: string): boolean => !reference.startsWith("k:");

/**
 * The candidates worth showing, the best first, and the hash of exactly this ranking. A refused key stays away unless it rests on something
 * new; its text then says so.
 */
export function rank(
  candidates: readonly Candidate[],
  { track, refused }: { track: TrackRecord; refused: readonly Refused[] },
): Ranking {
  const ranked = candidates
    .flatMap((found) =>
      allowed(
        found,
        refused.filter(({ key }) => key === found.key),
      ),
    )
    .map((found) => score(found, track))
    .filter((scored) => scored.score > 0)
    .toSorted((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
    .slice(0, LIMITS.shown);
  return { ranked, hash: sha256(JSON.stringify(ranked)) };
}

function allowed(found: Candidate, refusals: readonly Refused[]): Candidate[] {
  if (refusals.length === 0) return [found];
  const known = new Set(refusals.flatMap(({ evidence }) => evidence));
  const grown = found.evidence.filter((reference) => isEvent(reference) && !known.has(reference));
  if (grown.length === 0) return [];
  const [last = ""] = refusals
    .map(({ at }) => at.slice(0, 10))
    .toSorted()
    .toReversed();
  const news = grown.length === 1 ? "something new happened" : `${grown.length} new things happened`;
  return [{ ...found, why: `${found.why} You said no on ${last}; since then ${news}.` }];
}
