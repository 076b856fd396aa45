import type { Pace, VendorClock } from "@/lib/providers/compute/port";
import { reserveCall, type PaceState } from "@/lib/providers/compute/pace";

/** Waiting takes no time and moves the clock: for one caller after another. */
export function hurriedClock(
  start = Date.parse("2026-11-30T09:00:00Z"),
): VendorClock & { pass(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    pass: (milliseconds) => void (now += milliseconds),
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      now += milliseconds;
    },
  };
}

type Waiter = { at: number; wake: () => void };

/**
 * For many callers at once: time stands still while a call is on its way, and jumps to the earliest waiter when none is. `begin` and `end`
 * enclose what must not take time.
 */
export function crowdClock(start = Date.parse("2026-11-30T09:00:00Z")): VendorClock & { begin(): void; end(): void } {
  const waiters: Waiter[] = [];
  let now = start;
  let busy = 0;
  let isJumping = false;
  const jump = (): void => {
    isJumping = false;
    if (busy > 0) return;
    waiters.sort((a, b) => a.at - b.at);
    const next = waiters.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
    settle();
  };
  /** After everything that is ready has run. */
  const settle = (): void => {
    if (isJumping) return;
    isJumping = true;
    setImmediate(jump);
  };
  return {
    now: () => now,
    begin: () => void (busy += 1),
    end: () => {
      busy -= 1;
      settle();
    },
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        waiters.push({ at: now + milliseconds, wake: resolve });
        settle();
      }),
  };
}

/** The pace of one process, kept in memory. */
export function memoryPace(clock: VendorClock): Pace {
  let state: PaceState = { minuteAt: 0, hourAt: 0, pausedUntil: 0 };
  return {
    async take(signal) {
      for (;;) {
        const reserved = reserveCall(state, clock.now());
        state = reserved.state;
        if (reserved.at > clock.now()) await clock.wait(reserved.at - clock.now(), signal);
        if (state.pausedUntil <= clock.now()) return;
      }
    },
    pause: async (until) => {
      state = { ...state, pausedUntil: Math.max(state.pausedUntil, until.getTime()) };
    },
  };
}
