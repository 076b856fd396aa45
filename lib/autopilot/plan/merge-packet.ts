import { fieldsOf } from "./fields";
import type { FieldDiff, Fields, Packet, PlainValue, Unknown } from "./schemas";

type Content = Pick<Packet, "synopsis" | "fields" | "unknowns">;

/** A new draft over an earlier version: the fields that a member wrote stay as they are. */
export function mergePacket(phase: number, drafted: Content, before: Content | null): Content {
  const edited = Object.entries(before?.fields ?? {}).filter(([, { edited_by }]) => edited_by !== null);
  const fields: Fields = { ...drafted.fields, ...Object.fromEntries(edited) };
  return { synopsis: drafted.synopsis, fields, unknowns: openUnknowns(phase, fields, drafted.unknowns) };
}

/** One unknown for each field without a value, in the order of the fields. */
export function openUnknowns(phase: number, fields: Fields, known: readonly Unknown[]): Unknown[] {
  const reasons = new Map(known.map((unknown) => [unknown.field, unknown]));
  return fieldsOf(phase)
    .filter(({ key }) => fields[key] === undefined)
    .map(({ key, ask }) => reasons.get(key) ?? { field: key, why: "It was left open.", how_to_learn: ask });
}

const plain = (fields: Fields, key: string): PlainValue | null => fields[key]?.value ?? null;

/** The fields whose value differs, in the order of the fields. */
export const diffFields = (phase: number, before: Fields, after: Fields): FieldDiff[] =>
  fieldsOf(phase)
    .map(({ key }) => ({ field: key, before: plain(before, key), after: plain(after, key) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));

/** The unknowns of the phase before, with the fields that rest on them. */
export const weakenedBy = (phase: number, before: Packet | null): { field: string; unknown: string }[] => {
  const open = new Set(before?.unknowns.map(({ field }) => field) ?? []);
  return fieldsOf(phase).flatMap(({ key, needs = [] }) =>
    needs.filter((need) => open.has(need)).map((unknown) => ({ field: key, unknown })),
  );
};
