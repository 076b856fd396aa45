import { z } from "zod";
import { AlertLevel } from "./schemas";

export const Measure = z.enum(["disk", "memory", "cpu"]);
export type Measure = z.infer<typeof Measure>;

/** `level` is null while the measure is high, but not for long enough. `calm`: how many beats it has been below since. */
const Pressed = z.object({ since: z.string(), level: AlertLevel.nullable(), calm: z.number().int() });
export const Pressure = z.partialRecord(Measure, Pressed);
export type Pressure = z.infer<typeof Pressure>;

type Limit = { at: number; level: AlertLevel; afterMs: number };

/** The highest first. */
export const LIMITS: Record<Measure, readonly Limit[]> = {
  disk: [
    { at: 95, level: "critical", afterMs: 0 },
    { at: 85, level: "warning", afterMs: 0 },
  ],
  memory: [{ at: 90, level: "warning", afterMs: 5 * 60_000 }],
  cpu: [{ at: 90, level: "warning", afterMs: 10 * 60_000 }],
};

/** A measure is calm again this much lower, for two beats. */
const HYSTERESIS = 5;
const CALM_BEATS = 2;

type Beat = Record<Measure, number | null>;

/** The pressure after one more beat. A measure that the beat does not know stays as it was. */
export function judgePressure(before: Pressure, beat: Beat, now: Date): Pressure {
  const after: Pressure = {};
  for (const measure of Measure.options) {
    const value = beat[measure];
    const known = before[measure];
    const next = value === null ? known : judge({ value, limits: LIMITS[measure], known, now });
    if (next) after[measure] = next;
  }
  return after;
}

type Judged = { value: number; limits: readonly Limit[]; known: Pressure[Measure]; now: Date };

function judge({ value, limits, known, now }: Judged): Pressure[Measure] {
  const passed = limits.find(({ at }) => value >= at);
  if (!known) {
    if (!passed) return undefined;
    return { since: now.toISOString(), level: passed.afterMs === 0 ? passed.level : null, calm: 0 };
  }
  const held = limits.find(({ level }) => level === known.level) ?? limits.at(-1);
  const isCalm = held !== undefined && value < held.at - HYSTERESIS;
  // Before it lasted long enough to be told, one beat below the limit ends it.
  if (known.level === null && !passed) return undefined;
  if (isCalm) {
    const calm = known.calm + 1;
    if (calm < CALM_BEATS) return { ...known, calm };
    return passed ? { since: now.toISOString(), level: passed.level, calm: 0 } : undefined;
  }
  const lastsMs = now.getTime() - Date.parse(known.since);
  const isWorse =
    passed !== undefined && lastsMs >= passed.afterMs && limits.indexOf(passed) < rankOf(limits, known.level);
  return { ...known, level: isWorse ? passed.level : known.level, calm: 0 };
}

/** The smaller, the worse; none is the least. */
const rankOf = (limits: readonly Limit[], level: AlertLevel | null): number =>
  level === null ? limits.length : limits.findIndex((limit) => limit.level === level);

/** Whether any measure is high. */
export const isPressed = (pressure: Pressure): boolean => Object.keys(pressure).length > 0;
