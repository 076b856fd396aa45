import type { ServiceTx } from "@/lib/platform/transaction";
import { keyOf, type WantedAlert } from "./judge-alerts";
import { closeAlerts, insertAlerts, updateAlert, type OpenAlert } from "./store-alerts";

/** Opens, changes and closes alerts until those that are open are those that are wanted; only what is new, worse or over owes a mail. */
export async function reconcileAlerts(
  tx: ServiceTx,
  open: readonly OpenAlert[],
  wanted: readonly WantedAlert[],
): Promise<void> {
  const known = new Map(open.map((alert) => [keyOf(alert), alert]));
  const keys = new Set(wanted.map(keyOf));
  await insertAlerts(
    tx,
    wanted.filter((alert) => !known.has(keyOf(alert))),
  );
  await closeAlerts(
    tx,
    open.filter((alert) => !keys.has(keyOf(alert))).map(({ id }) => id),
  );
  for (const { level, words, ...alert } of wanted) {
    const before = known.get(keyOf(alert));
    if (!before || (before.level === level && before.words === words)) continue;
    await updateAlert(tx, before.id, { level, words, isWorse: before.level === "warning" && level === "critical" });
  }
}
