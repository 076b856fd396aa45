/** The times, in milliseconds, at which the two allowances will be unused again, and the end of a pause that the vendor asked for. */
export type PaceState = { minuteAt: number; hourAt: number; pausedUntil: number };

type Allowance = { everyMs: number; burst: number };
// DigitalOcean allows 250 calls in any minute and 5,000 in any hour.
const MINUTE: Allowance = { everyMs: 300, burst: 40 };
const HOUR: Allowance = { everyMs: 800, burst: 300 };

const earliest = ({ everyMs, burst }: Allowance, unusedAt: number): number => unusedAt - everyMs * burst;
const used = ({ everyMs }: Allowance, unusedAt: number, at: number): number => Math.max(unusedAt, at) + everyMs;

/**
 * The time of the next call and the state after it: 200 a minute after a burst of 40, 4,500 an hour after one of 300, so never more than 241
 * within any minute. Calls are spaced in the order in which they asked.
 */
export function reserveCall(state: PaceState, now: number): { at: number; state: PaceState } {
  const at = Math.max(now, state.pausedUntil, earliest(MINUTE, state.minuteAt), earliest(HOUR, state.hourAt));
  return {
    at,
    state: { ...state, minuteAt: used(MINUTE, state.minuteAt, at), hourAt: used(HOUR, state.hourAt, at) },
  };
}
