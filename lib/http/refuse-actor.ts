import type { z } from "zod";
import { ACTOR_PROBLEM, actorFieldOf } from "@/lib/platform/actor-fields";
import { AppError } from "@/lib/platform/errors";

type Schema = z.core.$ZodTypes;
type Fields = Extract<Schema, z.core.$ZodObject>;

/** The schemas that a value may follow: wrappers are taken off, a union is all of its options. */
function within(schema: z.core.$ZodType): Schema[] {
  const known = schema as Schema;
  const { def } = known._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "catch":
    case "readonly":
      return within(def.innerType);
    case "pipe":
      return within(def.in._zod.def.type === "transform" ? def.out : def.in);
    case "union":
      return def.options.flatMap(within);
    case "intersection":
      return [...within(def.left), ...within(def.right)];
    default:
      return [known];
  }
}

const hasFields = (schema: Schema): schema is Fields => schema._zod.def.type === "object";

/** Data in another's words, such as the metadata of an event or a file's columns: its keys may be called anything. */
function isFree({ _zod: { def } }: Schema): boolean {
  if (def.type === "object") return def.catchall !== undefined && def.catchall._zod.def.type !== "never";
  return def.type === "record" || def.type === "unknown" || def.type === "any" || def.type === "lazy";
}

const elementsOf = (schemas: readonly Schema[]): Schema[] =>
  schemas.flatMap(({ _zod: { def } }) => (def.type === "array" ? within(def.element) : []));

function fieldsNamed(schemas: readonly Schema[], name: string): Schema[] {
  return schemas.flatMap(({ _zod: { def } }) => {
    if (def.type === "record") return within(def.valueType);
    const field = def.type === "object" && Object.hasOwn(def.shape, name) ? def.shape[name] : undefined;
    return field === undefined ? [] : within(field);
  });
}

/** Where in a value its actor is named, in the objects that the schemas describe. */
function fieldIn(value: unknown, schemas: readonly Schema[], isBody: boolean): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    const elements = elementsOf(schemas);
    return firstOf(value.entries(), (item) => fieldIn(item, elements, isBody));
  }
  const isOurs = schemas.some(hasFields) && !schemas.some(isFree);
  const own = isBody || isOurs ? actorFieldOf(value) : null;
  return (
    own ?? firstOf(Object.entries(value), (inner, name) => fieldIn(inner, fieldsNamed(schemas, String(name)), false))
  );
}

function firstOf(
  entries: Iterable<[string | number, unknown]>,
  find: (value: unknown, name: string | number) => string | null,
): string | null {
  for (const [name, value] of entries) {
    const field = find(value, name);
    if (field !== null) return `${name}.${field}`;
  }
  return null;
}

/**
 * Throws 400 `request.invalid` for a body that names its actor, itself or in an object that its schema describes: that is the session, key
 * or token of the request, and a caller who gives another one is told instead of being recorded under their own name.
 */
export function refuseActor(body: unknown, schema?: z.ZodType): void {
  const field = fieldIn(body, schema === undefined ? [] : within(schema), true);
  if (field === null) return;
  throw new AppError("invalid", `${field} ${ACTOR_PROBLEM}.`, {
    code: "request.invalid",
    details: { field, issues: [{ field, problem: ACTOR_PROBLEM }] },
  });
}
