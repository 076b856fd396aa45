import { LRUCache } from "lru-cache";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { log } from "./log";

/** So many points for each key in each window; processes take them from the shared counter `block` at a time. */
export type Limit = { name: string; points: number; seconds: number; block: number };

/** The share of a key's window that this process may still spend; `refused`: no process may spend anything before `until`. */
type Share = { left: number; until: number; refused: boolean };

export type RateLimiter = {
  /** Spends a point. The milliseconds until there is one again; 0 when this one was spent. */
  take: (limit: Limit, key: string) => Promise<number>;
  /** The same answer from memory, spending nothing. */
  wait: (limit: Limit, key: string) => number;
};

/** How long the door stands open for a key when the counters cannot be reached. */
const OPEN_MS = 10_000;
const REMEMBERED_KEYS = 20_000;

function counterOf(pool: Pool, { name, points, seconds }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    schemaName: "private",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  });
}

/**
 * Limits that hold over all processes: no point is spent that was not taken from the shared counter, a block at a time, so that the
 * busy path costs no write. A process that is not asked again leaves at most one block unspent. While the counters cannot be reached
 * everybody passes, and the log says so.
 */
export function createRateLimiter(pool: () => Pool): RateLimiter {
  const shares = new LRUCache<string, Share>({ max: REMEMBERED_KEYS });
  const refills = new Map<string, Promise<Share>>();
  const counters = new Map<string, { pool: Pool; counter: RateLimiterPostgres }>();

  const counter = (limit: Limit): RateLimiterPostgres => {
    const current = pool();
    const known = counters.get(limit.name);
    if (known?.pool === current) return known.counter;
    const made = counterOf(current, limit);
    counters.set(limit.name, { pool: current, counter: made });
    return made;
  };

  const ask = async (limit: Limit, key: string): Promise<Share> => {
    try {
      const { msBeforeNext } = await counter(limit).consume(key, limit.block);
      return { left: limit.block, until: Date.now() + msBeforeNext, refused: false };
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        return { left: 0, until: Date.now() + Math.max(error.msBeforeNext, 1_000), refused: true };
      }
      log().warn({ err: error, limit: limit.name }, "the rate limit's counters cannot be reached; everybody passes");
      return { left: Number.POSITIVE_INFINITY, until: Date.now() + OPEN_MS, refused: false };
    }
  };

  /** One question at a time for each key; whoever comes meanwhile waits for its answer. */
  const refill = (limit: Limit, key: string, name: string): Promise<Share> => {
    const running = refills.get(name);
    if (running) return running;
    const asked = ask(limit, key)
      .then((share) => {
        shares.set(name, share);
        return share;
      })
      .finally(() => refills.delete(name));
    refills.set(name, asked);
    return asked;
  };

  const current = (name: string): Share | undefined => {
    const share = shares.get(name);
    return share && share.until > Date.now() ? share : undefined;
  };

  return {
    take: async (limit, key) => {
      const name = `${limit.name}:${key}`;
      for (;;) {
        const share = current(name) ?? (await refill(limit, key, name));
        if (share.refused) return Math.max(share.until - Date.now(), 1);
        share.left -= 1;
        if (share.left >= 0) return 0;
        await refill(limit, key, name);
      }
    },
    wait: (limit, key) => {
      const share = current(`${limit.name}:${key}`);
      return share?.refused ? share.until - Date.now() : 0;
    },
  };
}
