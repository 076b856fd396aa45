import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import type { TxCtx } from "@/lib/platform/transaction";
import { breachOf } from "./breach-of";
import type { Sealed } from "./define-action";
import type { Json } from "./schemas";
import { selectRules } from "./store-rules";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The founder's rule that an action would break at this moment, in words without those of the rule, which may be forgotten; null when it keeps all. Days are those of the company's zone. */
export async function findBrokenRule(
  tx: TxCtx,
  { projectId, sealed }: { projectId: string; sealed: Sealed<Json> },
): Promise<string | null> {
  const rules = await selectRules(tx, projectId);
  if (rules.length === 0) return null;
  const timeZone = await findTimeZone(tx);
  const day = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short" }).format(tx.now());
  const weekday = WEEKDAYS.indexOf(day) + 1;
  return rules.map((rule) => breachOf(rule, { sealed, weekday })).find((breach) => breach !== null) ?? null;
}
