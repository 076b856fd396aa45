import { LIMITS } from "./limits";
import type { Settings, ShiftMode } from "./schemas";
import type { StoredSettings } from "./store-settings";

type Seen = { nights: number; decided: number };

/** The mode that a company's nights run in: the founder's choice, else shadow until it has seen enough nights or decisions. */
export const modeOf = (stored: StoredSettings | null, { nights, decided }: Seen): ShiftMode =>
  stored?.mode ?? (nights >= LIMITS.shadowNights || decided >= LIMITS.shadowDecided ? "live" : "shadow");

/** The settings of a company as they are in force. */
export const settingsOf = (stored: StoredSettings | null, seen: Seen): Settings => ({
  mode: modeOf(stored, seen),
  mode_chosen: stored !== null && stored.mode !== null,
  hour: stored?.hour ?? "07:30",
  cadence: stored?.cadence ?? "daily",
});
