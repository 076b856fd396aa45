import type { JsonSchema } from "@/lib/http/openapi/json-schema";

type Components = Readonly<Record<string, JsonSchema>>;
export type FieldRow = { name: string; type: string; required: boolean; description: string | null };
/** One shape a body or answer may have. `note` says what else it may be. */
export type FieldGroup = { title: string; note: string | null; rows: FieldRow[] };

const DEEPEST = 4;
const isSchema = (part: unknown): part is JsonSchema => typeof part === "object" && part !== null;

function resolve(schema: JsonSchema, components: Components): { schema: JsonSchema; name: string | null } {
  const name = schema.$ref?.split("/").at(-1) ?? null;
  const found = name === null ? undefined : components[name];
  return found ? { schema: { ...found, ...withoutRef(schema) }, name } : { schema, name: null };
}

const withoutRef = ({ $ref: _ref, ...beside }: JsonSchema): JsonSchema => beside;

/** The shapes of a schema as tables of fields, nested ones under `parent.child` and `parent[].child`. */
export function fieldGroups(schema: JsonSchema, components: Components): FieldGroup[] {
  const alternatives = (schema.oneOf ?? schema.anyOf ?? [schema]).filter(isSchema);
  const shapes = alternatives.filter((shape) => shape.type !== "array");
  const batch = alternatives.find((shape) => shape.type === "array");
  const many = batch?.maxItems?.toLocaleString("en");
  const note = many === undefined ? null : `This, or an array of up to ${many} of it.`;
  return shapes.flatMap((shape) => {
    const { schema: resolved, name } = resolve(shape, components);
    const rows = rowsOf(resolved, { components, prefix: "", depth: 0 });
    return rows.length > 0 ? [{ title: name === null ? "Fields" : wordsOf(name), note, rows }] : [];
  });
}

/** `BatchReceipt` → `Batch receipt`. */
const wordsOf = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type Walk = { components: Components; prefix: string; depth: number };

function rowsOf({ properties = {}, required = [] }: JsonSchema, walk: Walk): FieldRow[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isSchema(property)) return [];
    const { schema } = resolve(property, walk.components);
    const full = walk.prefix + name;
    const description = typeof schema.description === "string" ? schema.description : null;
    const row = { name: full, type: typeOf(schema, walk.components), required: required.includes(name), description };
    return [row, ...nestedRows(schema, { ...walk, prefix: full, depth: walk.depth + 1 })];
  });
}

function nestedRows(schema: JsonSchema, walk: Walk): FieldRow[] {
  if (walk.depth >= DEEPEST) return [];
  const shape = [schema, ...(schema.anyOf ?? []).filter(isSchema)].find((part) => part.properties ?? part.items);
  if (!shape) return [];
  if (shape.properties) return rowsOf(shape, { ...walk, prefix: `${walk.prefix}.` });
  const { schema: item } = isSchema(shape.items) ? resolve(shape.items as JsonSchema, walk.components) : { schema: {} };
  return rowsOf(item, { ...walk, prefix: `${walk.prefix}[].` });
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: "uuid",
  "date-time": "time",
  date: "day",
  email: "email address",
  uri: "web address",
};
const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

/** The type of a field, in a few words. */
export function typeOf(schema: JsonSchema, components: Components): string {
  const { schema: resolved } = resolve(schema, components);
  const without = "default" in resolved ? `, ${JSON.stringify(resolved.default)} without it` : "";
  return namedType(resolved, components) + without;
}

function namedType(schema: JsonSchema, components: Components): string {
  if (schema.enum) return schema.enum.map(String).join(" · ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).filter(isSchema);
  if (alternatives.length > 0) return alternatives.map((part) => typeOf(part, components)).join(" or ");
  const types = [schema.type ?? []].flat() as string[];
  return types.map((type) => oneType(type, schema, components)).join(" or ") || "anything";
}

function oneType(type: string, schema: JsonSchema, components: Components): string {
  if (type === "array") {
    const items = isSchema(schema.items) ? typeOf(schema.items as JsonSchema, components) : "anything";
    return `list of ${items}`;
  }
  if (type === "string") return (FORMATS[schema.format ?? ""] ?? "text") + range(schema.minLength, schema.maxLength);
  const name = NAMES[type] ?? type;
  return type === "integer" || type === "number" ? name + range(schema.minimum, schema.maximum) : name;
}

function range(least: number | undefined, most: number | undefined): string {
  const [low, high] = [least?.toLocaleString("en"), most?.toLocaleString("en")];
  if (low !== undefined && high !== undefined) return `, ${low}–${high}`;
  if (high !== undefined) return `, at most ${high}`;
  return low === undefined || low === "0" ? "" : `, at least ${low}`;
}
