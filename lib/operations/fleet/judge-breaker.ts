/** The machines of one region; `unheard` counts the late ones and the silent ones. */
export type RegionCount = { region: string | null; machines: number; silent: number; unheard: number };

export const LEAST = 3;
const SHARE_OF_FLEET = 0.2;
const SHARE_OF_REGION = 0.4;

/** `holds`: nothing is repaired and no single machine is reported. `words`: said once, when enough of them are silent and not only late. */
export type Breaker = { holds: boolean; words: string | null };

/**
 * Many machines that are not heard of at once are more often a fault here, or of the network between, than one of each. Late ones count,
 * because silence arrives machine by machine.
 */
export function judgeBreaker(regions: readonly RegionCount[]): Breaker {
  const all = regions.reduce(
    (sum, { machines, silent, unheard }) => ({
      machines: sum.machines + machines,
      silent: sum.silent + silent,
      unheard: sum.unheard + unheard,
    }),
    { machines: 0, silent: 0, unheard: 0 },
  );
  const isFleet = all.unheard >= LEAST && all.unheard > all.machines * SHARE_OF_FLEET;
  const region = regions.find(
    ({ region: name, unheard, machines }) => name !== null && unheard >= LEAST && unheard > machines * SHARE_OF_REGION,
  );
  if (!isFleet && !region) return { holds: false, words: null };
  const where = isFleet || !region ? "" : ` in ${region.region}`;
  const { silent, machines } = isFleet || !region ? all : region;
  if (silent < LEAST) return { holds: true, words: null };
  return {
    holds: true,
    words: `${silent} of ${machines} machines${where} are silent at once. This is probably us: look first whether they reach this installation. Nothing is repaired meanwhile.`,
  };
}
