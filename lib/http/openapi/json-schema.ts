import { z, type ZodType } from "zod";
import type { CreateDocumentOptions } from "zod-openapi";
import { EventsBody } from "@/lib/metering/events/receive-events";
import { AnalyticsEvent, PaymentEvent, ProjectEventsBody } from "@/lib/metering/website/schemas";
import { NewEvent } from "@/lib/metering/events/schemas";
import { CostEvent, CostEventsBody } from "@/lib/metering/spending/schemas";
import { UploadedFile } from "@/lib/outreach/leads/schemas";
import { WorkspaceRef } from "@/lib/foundation/access/schemas";

/** A schema of the document: JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const inWorkspace = WorkspaceRef.shape;
const oneOrUpTo = (event: ZodType, most: number): ZodType => z.xor([event, z.array(event).max(most)]);

const MailEvent = z.object({ ...inWorkspace, ...NewEvent.shape }).meta({ id: "Event" });
const Cost = z.object({ ...inWorkspace, ...CostEvent.shape }).meta({ id: "CostEvent" });

/** Bodies that are judged item by item, so that the route's own schema lets anything through: the schema of one item. */
const ACCEPTED = new Map<ZodType, (path: string) => ZodType>([
  [EventsBody, () => oneOrUpTo(MailEvent, 1000)],
  [CostEventsBody, () => oneOrUpTo(Cost, 100)],
  [ProjectEventsBody, (path) => oneOrUpTo(path.includes("/payments/") ? PaymentEvent : AnalyticsEvent, 1000)],
]);

/** The schema of what a route accepts in its body. */
export const acceptedBody = (body: ZodType, path: string): ZodType => ACCEPTED.get(body)?.(path) ?? body;

/** Adjusts how zod-openapi renders a schema: uploads, cleaned text, and without what tells a reader nothing. */
export const renderSchema: NonNullable<CreateDocumentOptions["override"]> = ({ zodSchema, jsonSchema, io }) => {
  const schema = jsonSchema as JsonSchema;
  if (isUpload(zodSchema)) return replace(schema, { type: "string", contentMediaType: "text/csv" });
  const { def } = zodSchema._zod as { def: { type: string; out?: ZodType } };
  if (def.type === "pipe" && io === "input" && def.out && schema.type === "string") describeCleaned(schema, def.out);
  joinNull(schema);
  dropNoise(schema);
};

/** A schema with a description is another object than {@link UploadedFile}, of the same shape. */
const isUpload = (schema: unknown): boolean => schema instanceof z.ZodObject && schema.shape === UploadedFile.shape;

function replace(schema: JsonSchema, by: JsonSchema): void {
  for (const key of Object.keys(schema)) if (key !== "description") delete schema[key];
  Object.assign(schema, by);
}

/** Text is cleaned first and judged then: the caller has to know what is required of the cleaned text. */
function describeCleaned(schema: JsonSchema, out: ZodType): void {
  const { $schema: _dialect, ...judged } = z.toJSONSchema(out, { io: "input", unrepresentable: "any" });
  if (judged.type === "string") Object.assign(schema, judged);
}

/** A format says it better than the pattern that zod makes of it. */
const WITH_FORMAT: ReadonlySet<unknown> = new Set(["uuid", "date", "date-time", "email", "uri"]);

function dropNoise(schema: JsonSchema): void {
  if (WITH_FORMAT.has(schema.format)) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.propertyNames;
  const more = schema.additionalProperties;
  if (typeof more === "object" && Object.keys(more).length === 0) delete schema.additionalProperties;
}

/** Writes `anyOf: [{ type: T }, { type: null }]` as `type: [T, null]`. */
function joinNull(schema: JsonSchema): void {
  const [first, second, third] = (schema.anyOf ?? []) as JsonSchema[];
  if (!first || second?.type !== "null" || third || typeof first.type !== "string") return;
  // Null fits none of the values or alternatives that these name.
  if (first.enum ?? first.const ?? first.oneOf ?? first.anyOf ?? first.allOf) return;
  delete schema.anyOf;
  Object.assign(schema, { ...first, ...schema, type: [first.type, "null"] });
}
