export type FieldChange = { field: string; before: string | null; after: string | null };

type Json = Record<string, unknown> | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object as a flat list of its fields; nested fields are named by their path. */
function flatten(value: Record<string, unknown>, path = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const field = path ? `${path}.${name}` : name;
    return isObject(inner) && Object.keys(inner).length > 0 ? flatten(inner, field) : [[field, inner]];
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The values before and after an audited change, field by field; null where a field did not exist. */
export function diffFields(before: Json, after: Json): FieldChange[] {
  const [old, now] = [before, after].map((side) => new Map(flatten(side ?? {})));
  const fields = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  const read = (side: Map<string, unknown> | undefined, field: string): string | null =>
    side?.has(field) ? textOf(side.get(field)) : null;
  return fields.map((field) => ({ field, before: read(old, field), after: read(now, field) }));
}
