import { beforeAll, expect, test } from "vitest";
import { chaptersOf } from "@/app/(public)/docs/api/_components/chapters";
import { fieldGroups, typeOf, type FieldGroup } from "@/app/(public)/docs/api/_components/field-groups";
import { answerTo, bodySchemaOf, credentialsOf, refusalsOf } from "@/app/(public)/docs/api/_components/operation-parts";
import { openApiDocument, type DocumentedOperation, type OpenApiDocument } from "@/lib/http/openapi/document";
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
    description: "Which workspace. A webhook token or API key opens its own only.",
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

test("no field of any operation is of a type nobody can name", () => {
  const anything = chaptersOf(document).flatMap(({ operations }) =>
    operations.flatMap(({ operation: one }) => {
      const body = bodySchemaOf(one);
      const rows = body ? fieldGroups(body, document.components.schemas).flatMap((group) => group.rows) : [];
      return rows
        .filter(({ type }) => /anything|undefined/.test(type))
        .map(({ name }) => `${one.operationId}: ${name}`);
    }),
  );
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

test("every operation stands in one chapter, under an anchor of its own, with what opens it", () => {
  const chapters = chaptersOf(document);
  const ids = chapters.flatMap(({ id, operations }) => [
    id,
    ...operations.map(({ operation: one }) => one.operationId),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  const shown = chapters.flatMap(({ operations }) => operations).length;
  expect(shown).toBe(Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length);
  expect(credentialsOf(operation("post", "/api/events"))).toEqual(["Webhook token"]);
  expect(credentialsOf(operation("get", "/api/health"))).toEqual(["Open to anybody"]);
});

test("an example stands beside its own answer", () => {
  const events = operation("post", "/api/events");
  const refused = events["x-codeSamples"].find(({ status }) => status === 400)!;
  expect(answerTo(refused, events)).toMatchObject({ code: "request.invalid" });
  const stream = operation("get", "/api/projects/{projectId}/events/stream");
  expect(answerTo(stream["x-codeSamples"][0]!, stream)).toBeUndefined();
});
