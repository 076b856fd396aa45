export type Answers = Record<string, unknown>;
export type Merged<V> = { values: V; conflicts: (keyof V & string)[] };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Brings together the answers as they were read, as they were typed here, and as they are saved now: a field that changed on one side only
 * takes that change; a field that changed on both, to different values, is a conflict and keeps the typed value.
 */
export function mergeAnswers<V extends Answers>(read: V, typed: V, saved: V): Merged<V> {
  const conflicts: (keyof V & string)[] = [];
  const values = { ...typed };
  for (const field of Object.keys(typed) as (keyof V & string)[]) {
    if (same(saved[field], read[field]) || same(saved[field], typed[field])) continue;
    if (same(typed[field], read[field])) values[field] = saved[field];
    else conflicts.push(field);
  }
  return { values, conflicts };
}
