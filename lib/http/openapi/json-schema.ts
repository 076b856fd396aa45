import { z, type ZodType } from "zod";
import { EventsBody } from "@/lib/metering/ingestion/receive-events";
import { AnalyticsEvent, PaymentEvent, ProjectEventsBody } from "@/lib/metering/ingestion/project-events";
import { NewEvent } from "@/lib/metering/ingestion/schemas";
import { CostEvent, CostEventsBody } from "@/lib/metering/spending/schemas";
import { UploadedFile } from "@/lib/outreach/leads/schemas";
import { WorkspaceRef } from "@/lib/foundation/access/schemas";

export type JsonSchema = z.core.JSONSchema.BaseSchema;
type Direction = "input" | "output";

const names = z.registry<{ id: string }>();
/** Gives a schema a name: wherever it occurs, the document refers to `#/components/schemas/<id>`. */
export function named<T extends ZodType>(id: string, schema: T): T {
  names.add(schema, { id });
  return schema;
}

const inWorkspace = WorkspaceRef.shape;
const oneOrUpTo = (event: ZodType, most: number): ZodType => z.xor([event, z.array(event).max(most)]);

const MailEvent = named("Event", z.object({ ...inWorkspace, ...NewEvent.shape }));
const Cost = named("CostEvent", z.object({ ...inWorkspace, ...CostEvent.shape }));
named("AnalyticsEvent", AnalyticsEvent);
named("PaymentEvent", PaymentEvent);

/** Bodies whose schema lets anything through, because each item is judged by itself: what they take, from the schemas that judge. */
const ACCEPTED = new Map<ZodType, (path: string) => ZodType>([
  [EventsBody, () => oneOrUpTo(MailEvent, 1000)],
  [CostEventsBody, () => oneOrUpTo(Cost, 100)],
  [ProjectEventsBody, (path) => oneOrUpTo(path.includes("/payments/") ? PaymentEvent : AnalyticsEvent, 1000)],
]);

/** The schema that says what a route's body may hold. */
export const acceptedBody = (body: ZodType, path: string): ZodType => ACCEPTED.get(body)?.(path) ?? body;

type Converted = { schema: JsonSchema; components: Record<string, JsonSchema> };

const COMPONENTS = "#/components/schemas/";

/** A zod schema as JSON Schema 2020-12, and the named schemas it refers to. */
export function toJsonSchema(schema: ZodType, io: Direction): Converted {
  const { $schema: _dialect, $defs = {}, ...root } = convert(schema, io);
  const components = Object.fromEntries(
    Object.entries($defs as Record<string, JsonSchema>).map(([id, found]) => [id, tidy(withoutId(found))]),
  );
  return { schema: tidy(root), components };
}

const convert = (schema: ZodType, io: Direction): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === UploadedFile) return replace(jsonSchema, { type: "string", contentMediaType: "text/csv" });
      const { def } = zodSchema._zod as { def: { type: string; out?: ZodType } };
      if (def.type !== "pipe" || io !== "input" || !def.out || jsonSchema.type !== "string") return;
      // Cleaned first, then judged: what is said of the cleaned text is what the caller has to know.
      const { $schema: _dialect, ...judged } = z.toJSONSchema(def.out, { io, unrepresentable: "any" });
      if (judged.type === "string") Object.assign(jsonSchema, judged);
    },
  });

function replace(target: JsonSchema, by: JsonSchema): void {
  for (const key of Object.keys(target)) delete target[key];
  Object.assign(target, by);
}

function withoutId({ id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** Formats say it better than the patterns they were made of. */
const WITH_FORMAT: ReadonlySet<unknown> = new Set(["uuid", "date", "date-time", "email", "uri"]);
const LARGEST = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

/** The schema without what tells a reader nothing. */
function tidy(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === "pattern" && WITH_FORMAT.has(schema.format)) return [];
    if ((key === "maximum" || key === "minimum") && LARGEST.includes(value as number)) return [];
    if (key === "propertyNames" || (key === "additionalProperties" && isEmpty(value))) return [];
    if (key === "$ref") return [[key, String(value).replace("#/$defs/", COMPONENTS)]];
    return [[key, tidyPart(key, value)]];
  });
  return orNull(Object.fromEntries(entries) as JsonSchema);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

function tidyPart(key: string, value: unknown): unknown {
  if (key === "properties")
    return Object.fromEntries(
      Object.entries(value as Record<string, JsonSchema>).map(([name, part]) => [name, tidy(part)]),
    );
  if (["anyOf", "oneOf", "allOf"].includes(key)) return (value as JsonSchema[]).map(tidy);
  const isSchema = ["items", "additionalProperties"].includes(key) && typeof value === "object" && value !== null;
  return isSchema ? tidy(value as JsonSchema) : value;
}

/** `anyOf: [{ type: T }, { type: null }]` in the shorter way. */
function orNull(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const [first, second, third] = anyOf ?? [];
  if (!isObject(first) || !isObject(second) || third !== undefined) return schema;
  if (second.type !== "null" || typeof first.type !== "string" || "enum" in first || "const" in first) return schema;
  return { ...first, ...rest, type: [first.type, "null"] } as unknown as JsonSchema;
}

const isObject = (part: unknown): part is JsonSchema => typeof part === "object" && part !== null;
