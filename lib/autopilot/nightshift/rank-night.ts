import type { TxCtx } from "@/lib/platform/transaction";
import { trackRecordOf } from "./calibration";
import { findCandidates } from "./find-candidates";
import { LIMITS } from "./limits";
import { rank } from "./rank";
import { selectPursued, selectRefused, selectScored } from "./store-recommendations";
import type { Work } from "./work";

const DAY_MS = 86_400_000;
/** As long as an accepted recommendation is worked on, it is not recommended again. */
const PURSUED_DAYS = 7;

/** The second step of a night: what was found, the best first. The same facts and decisions give the same order and hash. */
export async function rankNight(tx: TxCtx, { projectId, work }: { projectId: string; work: Work }): Promise<Work> {
  const { facts, isFrozen } = work;
  if (!facts) throw new Error("A night is ranked after its facts were read.");
  const ago = (days: number): string => new Date(tx.now().getTime() - days * DAY_MS).toISOString();
  const refused = await selectRefused(tx, { projectId, since: ago(LIMITS.rememberedDays) });
  const pursued = new Set(await selectPursued(tx, { projectId, since: ago(PURSUED_DAYS) }));
  const track = trackRecordOf(await selectScored(tx, projectId));
  const candidates = isFrozen ? [] : findCandidates(facts).filter(({ key }) => !pursued.has(key));
  const { ranked, hash } = rank(candidates, { track, refused });
  return { ...work, ranked, hash };
}
