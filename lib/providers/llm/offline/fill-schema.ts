import type { JSONSchema7, JSONSchema7Definition } from "@ai-sdk/provider";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Schema = JSONSchema7 & { $defs?: Record<string, JSONSchema7Definition> };

/** Strings of the formats that schemas name. None of them is anybody's. */
const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "1970-01-01T00:00:00Z",
  date: "1970-01-01",
  time: "00:00:00",
  email: "unknown@example.invalid",
  uuid: "00000000-0000-4000-8000-000000000000",
  uri: "https://example.invalid/",
  hostname: "example.invalid",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};
/** For a pattern the first of these that fits is taken. */
const CANDIDATES = [
  "unknown",
  "UNKNOWN",
  "Unknown",
  "",
  "a",
  "A",
  "0",
  "00",
  "0000",
  "1970-01-01",
  "#000000",
  "USD",
  "en",
];
const UNKNOWN = "unknown";
const DEEPEST = 24;

/** No value of ours fits this part of a schema. */
class Unfillable extends Error {}

/**
 * The emptiest value that fits a JSON schema: what is not known is left out, is null, is an empty list or says “unknown”. Null when no value of
 * ours fits.
 */
export function fillSchema(schema: JSONSchema7): Json {
  try {
    return fill(schema, { root: schema, depth: 0 });
  } catch (error) {
    if (error instanceof Unfillable) return null;
    throw error;
  }
}

type Place = { root: Schema; depth: number };

function fill(definition: JSONSchema7Definition, place: Place): Json {
  if (typeof definition === "boolean") return fillAnything(definition);
  if (place.depth > DEEPEST) throw new Unfillable("too deep");
  const inner = { ...place, depth: place.depth + 1 };
  const schema = definition as Schema;
  if (schema.$ref !== undefined) return fill(resolve(schema.$ref, place.root), inner);
  if (schema.const !== undefined) return schema.const as Json;
  if (schema.enum !== undefined) return chosen(schema.enum as Json[]);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways !== undefined) return firstThatFits(ways, schema, inner);
  if (schema.allOf !== undefined)
    return fill(merged([{ ...schema, allOf: undefined }, ...schema.allOf], inner.root), inner);
  return fillType(schema, inner);
}

const fillAnything = (allowed: boolean): Json => {
  if (!allowed) throw new Unfillable("nothing is allowed");
  return null;
};

/** Of several values the one that says least. */
const chosen = (values: Json[]): Json => {
  const least = values.find((value) => value === null || value === UNKNOWN);
  const [first = null] = values;
  return least === undefined ? first : least;
};

function resolve(ref: string, root: Schema): JSONSchema7Definition {
  const path = ref.replace(/^#\/?/, "").split("/").filter(Boolean);
  const found = path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null
        ? (at as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")]
        : undefined,
    root,
  );
  if (found === undefined) throw new Unfillable(ref);
  return found as JSONSchema7Definition;
}

const isNull = (way: JSONSchema7Definition): boolean => typeof way === "object" && way.type === "null";

function firstThatFits(
  ways: JSONSchema7Definition[],
  { anyOf: _any, oneOf: _one, ...rest }: Schema,
  place: Place,
): Json {
  for (const way of [...ways.filter(isNull), ...ways.filter((other) => !isNull(other))]) {
    try {
      return fill(Object.keys(rest).length > 0 ? merged([rest, way], place.root) : way, place);
    } catch (error) {
      if (!(error instanceof Unfillable)) throw error;
    }
  }
  throw new Unfillable("no way fits");
}

/** The demands of several schemas together, as far as objects go; for other types the narrower word wins. */
function merged(parts: JSONSchema7Definition[], root: Schema): Schema {
  return parts.reduce<Schema>((whole, part) => {
    if (typeof part === "boolean") return whole;
    const own = part.$ref === undefined ? part : (resolve(part.$ref, root) as Schema);
    return {
      ...whole,
      ...own,
      ...((whole.properties ?? own.properties) && { properties: { ...whole.properties, ...own.properties } }),
      required: [...(whole.required ?? []), ...(own.required ?? [])],
    };
  }, {});
}

function fillType(schema: Schema, place: Place): Json {
  const types = schema.type === undefined ? guessed(schema) : [schema.type].flat();
  if (types.includes("null")) return null;
  switch (types[0]) {
    case "object":
      return fillObject(schema, place);
    case "array":
      return fillArray(schema, place);
    case "string":
      return fillString(schema);
    case "integer":
    case "number":
      return fillNumber(schema, types[0] === "integer");
    case "boolean":
      return false;
    default:
      return null;
  }
}

function guessed(schema: Schema): string[] {
  if (schema.properties !== undefined || schema.required !== undefined) return ["object"];
  if (schema.items !== undefined || schema.minItems !== undefined) return ["array"];
  if (schema.minLength !== undefined || schema.pattern !== undefined || schema.format !== undefined) return ["string"];
  if (schema.minimum !== undefined || schema.maximum !== undefined) return ["number"];
  return ["null"];
}

function fillObject(
  { properties = {}, required = [], additionalProperties, minProperties }: Schema,
  place: Place,
): Json {
  const open = additionalProperties === undefined ? true : additionalProperties;
  const names = [...new Set(required)];
  for (let more = 1; names.length < (minProperties ?? 0); more++) names.push(`${UNKNOWN}_${more}`);
  return Object.fromEntries(names.map((name) => [name, fill(properties[name] ?? open, place)]));
}

function fillArray(schema: Schema & { prefixItems?: JSONSchema7Definition[] }, place: Place): Json {
  const fixed = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : []);
  const item = Array.isArray(schema.items) ? (schema.additionalItems ?? true) : (schema.items ?? true);
  const values = fixed.map((own) => fill(own, place));
  while (values.length < (schema.minItems ?? 0)) values.push(fill(item, place));
  return values;
}

function fillString({ format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): string {
  const sized = (text: string): string => text.padEnd(minLength, ".").slice(0, Math.max(maxLength, 0));
  const known = format === undefined ? undefined : FORMATS[format];
  const candidates = known === undefined ? CANDIDATES.map(sized) : [known];
  const rule = pattern === undefined ? null : new RegExp(pattern, "u");
  const found = candidates.find((text) => rule === null || rule.test(text));
  if (found === undefined) throw new Unfillable(`no text fits ${pattern}`);
  return found;
}

function fillNumber(schema: Schema, isWhole: boolean): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? (isWhole ? 1 : undefined);
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  const inside = (value: number): boolean =>
    value >= least && value <= most && value !== exclusiveMinimum && value !== exclusiveMaximum;
  const near = Number.isFinite(least) ? least : most;
  const steps =
    step === undefined
      ? [near, near + 1, (least + most) / 2]
      : [0, 1, -1].map((more) => (Math.ceil(near / step) + more) * step);
  const found = [0, ...steps, ...(step === undefined ? [near - 1] : [])].find(
    (value) => Number.isFinite(value) && inside(value),
  );
  if (found === undefined) throw new Unfillable("no number fits");
  return found;
}
