import type { ServiceTx } from "@/lib/platform/transaction";
import { reserveCall } from "@/lib/providers/compute/pace";
import type { Pace, VendorClock } from "@/lib/providers/compute/port";
import { findPausedUntil, lockPace, setPace } from "./store-accounts";

type Transact = <T>(run: (tx: ServiceTx) => Promise<T>) => Promise<T>;

/**
 * The pace of an account, kept in the database: the vendor counts the calls of all processes together, and its refusal of one of them holds
 * for all.
 */
export function sharedPace(transact: Transact, clock: VendorClock): Pace {
  const reserve = (): Promise<number> =>
    transact(async (tx) => {
      const { at, state } = reserveCall(await lockPace(tx), clock.now());
      await setPace(tx, state);
      return at;
    });
  return {
    async take(signal) {
      for (;;) {
        signal.throwIfAborted();
        const at = await reserve();
        if (at <= clock.now()) return;
        await clock.wait(at - clock.now(), signal);
        if ((await transact(findPausedUntil)) <= clock.now()) return;
      }
    },
    pause: (until) =>
      transact(async (tx) => {
        const pace = await lockPace(tx);
        await setPace(tx, { ...pace, pausedUntil: Math.max(pace.pausedUntil, until.getTime()) });
      }),
  };
}
