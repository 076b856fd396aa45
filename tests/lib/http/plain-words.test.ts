import { expect, test } from "vitest";
import { z } from "zod";
import { toErrorResponse } from "@/lib/http/error-response";
import { ListCostsQuery } from "@/lib/metering/spending/schemas";
import { ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";

const said = async (schema: z.ZodType, value: unknown): Promise<unknown> => {
  const { error } = schema.safeParse(value);
  const body = (await toErrorResponse(error, "r1").json()) as { error: string };
  return body.error;
};
const messages = [{ role: "user", content: "hi" }];

test.each([
  [{ limit: "500" }, "limit must be at most 200"],
  [{ limit: "0" }, "limit must be at least 1"],
  [{ limit: "many" }, "limit must be a number"],
  [{ limit: "1.5" }, "limit must be a whole number"],
])("a list is asked for with %o: %s", async (query, sentence) => {
  expect(await said(ListCostsQuery, query)).toBe(sentence);
});

test.each([
  [{}, "messages is required"],
  [null, "The body must be an object"],
  [[{ messages }], "The body must be an object"],
  [{ messages: "hi" }, "messages must be a list"],
  [{ messages: [{ role: "tool", content: "x" }] }, "messages.0.role must be one of system, developer, user, assistant"],
  [{ messages, temperature: 3 }, "temperature must be at most 2"],
  [{ messages, max_tokens: 1e9 }, "max_tokens must be at most 32,000"],
  [{ messages, stream: "yes" }, "stream must be true or false"],
  [{ messages, model: 5 }, "model must be text"],
  [{ messages, model: "x".repeat(201) }, "model must have at most 200 characters"],
])("a model is asked with %o: %s", async (body, sentence) => {
  expect(await said(ChatCompletionRequest, body)).toBe(sentence);
});

test.each([
  [z.object({ a: z.uuid() }), { a: "x" }, "a must be a uuid"],
  [z.object({ a: z.iso.datetime() }), { a: "x" }, "a must be an ISO 8601 time with a zone, like 2026-11-21T12:00:00Z"],
  [z.object({ a: z.string().regex(/^b$/) }), { a: "x" }, "a is not written as it has to be"],
  [z.object({ a: z.array(z.number()).min(1) }), { a: [] }, "a must have at least 1 entry"],
  [z.object({ a: z.string().min(1) }), { a: "" }, "a must have at least 1 character"],
  [z.object({ a: z.literal("b") }), { a: "x" }, "a must be b"],
  [z.object({ a: z.literal("b") }), {}, "a is required"],
  [z.strictObject({}), { b: 1 }, "The body has fields that are not known here: b"],
  [z.object({ a: z.union([z.string(), z.number()]) }), { a: true }, "a is not valid"],
  [z.object({ a: z.string("must be a name") }), { a: 1 }, "a must be a name"],
])("the problem is said in words (%#)", async (schema, value, sentence) => {
  expect(await said(schema, value)).toBe(sentence);
});
