import type { ServiceTx } from "@/lib/platform/transaction";
import type { Unwell } from "./judge-alerts";
import { judgeBreaker, LEAST, type Breaker } from "./judge-breaker";
import { countRegions } from "./store-evaluation";

/** The whole fleet is counted only where enough machines are not heard of for it to matter. */
export async function breakerOf(tx: ServiceTx, machines: readonly Unwell[]): Promise<Breaker> {
  const unheard = machines.filter(({ state }) => state === "late" || state === "silent").length;
  return judgeBreaker(unheard < LEAST ? [] : await countRegions(tx));
}
