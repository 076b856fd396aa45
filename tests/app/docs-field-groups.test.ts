import { beforeAll, expect, test } from "vitest";
import { fieldGroups, typeOf, type FieldGroup } from "@/app/(public)/docs/api/_components/field-groups";
import {
  answerTo,
  bodySchemaOf,
  canTry,
  credentialsOf,
  refusalsOf,
} from "@/app/(public)/docs/api/_components/operation-parts";
import { searched, searchEntriesOf, topicsOf, type Topic } from "@/app/(public)/docs/api/_components/topics";
import { openApiDocument, type DocumentedOperation, type OpenApiDocument } from "@/lib/http/openapi/document";
import { guide } from "@/lib/http/openapi/guide";
import type { JsonSchema } from "@/lib/http/openapi/json-schema";

let document: OpenApiDocument;
beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  document = openApiDocument({ origin: "https://greenlight.example" });
});
const operation = (method: string, path: string): DocumentedOperation => document.paths[path]![method]!;
const bodyOf = (method: string, path: string): FieldGroup[] =>
  fieldGroups(bodySchemaOf(operation(method, path))!, document.components.schemas);

test("a body that may be one event or a batch is one table and a sentence", () => {
  const [event, ...others] = bodyOf("post", "/api/events");
  expect(others).toEqual([]);
  expect(event).toMatchObject({ title: "Event", note: "This, or an array of up to 1,000 of it." });
  expect(event?.rows[0]).toEqual({
    name: "workspace_id",
    type: "uuid",
    required: true,
    description: "The workspace. A webhook token or API key opens only its own.",
  });
  const step = event?.rows.find(({ name }) => name === "step");
  expect(step).toMatchObject({ type: "whole number, 1–10 or null", required: false });
});

test("nested fields stand under their parents", () => {
  const names = bodyOf("post", "/api/llm/v1/chat/completions").flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(["messages", "messages[].role", "stream_options.include_usage"]));
});

test("an answer with two shapes is two tables", () => {
  const { schema } = refusalsOf(operation("post", "/api/events"));
  const groups = fieldGroups(schema!, document.components.schemas);
  expect(groups.map(({ title }) => title)).toEqual(["Event receipt", "Batch receipt"]);
});

type Operations = Extract<Topic, { kind: "operations" }>["operations"];
const topics = (): Topic[] => topicsOf(document, guide());
const everyOperation = (): Operations =>
  topics().flatMap((topic) => (topic.kind === "operations" ? topic.operations : []));

test("every field of every operation has a type that can be named", () => {
  const anything = everyOperation().flatMap(({ operation: one }) => {
    const body = bodySchemaOf(one);
    const rows = body ? fieldGroups(body, document.components.schemas).flatMap((group) => group.rows) : [];
    return rows.filter(({ type }) => /anything|undefined/.test(type)).map(({ name }) => `${one.operationId}: ${name}`);
  });
  expect(anything).toEqual([]);
});

test.each<[JsonSchema, string]>([
  [{ type: "string", minLength: 1, maxLength: 200 }, "text, 1–200"],
  [{ type: "string", format: "date-time" }, "time"],
  [{ type: "integer", minimum: 1, maximum: 200, default: 50 }, "whole number, 1–200, 50 without it"],
  [{ type: "array", items: { type: "string", format: "uuid" } }, "list of uuid"],
  [{ enum: ["sent", "not_sent"] }, "sent · not_sent"],
  [{ anyOf: [{ const: "24:00" }, { type: "null" }] }, '"24:00" or null'],
  [{ type: ["boolean", "null"] }, "true or false or null"],
])("%j reads as %s", (schema, words) => {
  expect(typeOf(schema, {})).toBe(words);
});

test("every operation belongs to one topic and has an anchor of its own", () => {
  const ids = [...topics().map(({ id }) => id), ...everyOperation().map(({ operation: one }) => one.operationId)];
  expect(new Set(ids).size).toBe(ids.length);
  const documented = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
  expect(everyOperation()).toHaveLength(documented);
  expect(credentialsOf(operation("post", "/api/events"))).toEqual(["Webhook token"]);
  expect(credentialsOf(operation("get", "/api/health"))).toEqual(["No credential"]);
});

test.each([
  ["authentication", "Authentication"],
  ["idempotency", "Idempotency"],
  ["rate limit", "Rate limits"],
  ["errors", "Errors"],
  ["timestamps", "Timestamps"],
  ["POST /api/events", "Report what happened to an email"],
  ["import csv", "Import leads from a CSV file"],
])("a search for %j finds %j first", (question, title) => {
  expect(searched(searchEntriesOf(topics(), ""), question)[0]?.title).toBe(title);
});

test("a search without a result finds nothing, and an empty one shows nothing", () => {
  const entries = searchEntriesOf(topics(), "?company=1");
  expect(searched(entries, "zebra")).toEqual([]);
  expect(searched(entries, "  ")).toEqual([]);
  expect(searched(entries, "idempotency")[0]?.href).toBe("/docs/api/idempotency?company=1");
});

test("only a JSON request that a session may send, to an answer that ends, can be tried", () => {
  expect(canTry(operation("get", "/api/projects"))).toBe(true);
  expect(canTry(operation("post", "/api/campaigns"))).toBe(true);
  expect(canTry(operation("post", "/api/events"))).toBe(false);
  expect(canTry(operation("post", "/api/leads/import"))).toBe(false);
  expect(canTry(operation("get", "/api/projects/{projectId}/events/stream"))).toBe(false);
});

test("an example stands beside its own answer", () => {
  const events = operation("post", "/api/events");
  const refused = events["x-codeSamples"].find(({ status }) => status === 400)!;
  expect(answerTo(refused, events)).toMatchObject({ code: "request.invalid" });
  const stream = operation("get", "/api/projects/{projectId}/events/stream");
  expect(answerTo(stream["x-codeSamples"][0]!, stream)).toBeUndefined();
});
