import { expect, test } from "vitest";
import { z, type ZodError } from "zod";
import { toErrorResponse } from "@/lib/http/error-response";
import { CostEventsBody } from "@/lib/metering/spending/schemas";
import { AppError } from "@/lib/platform/errors";

const COST = { provider: "openai", model: "gpt-4o", cost_usd: 1 };

const answer = async (error: unknown): Promise<{ status: number; retryAfter: string | null; body: unknown }> => {
  const response = toErrorResponse(error, "r1");
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
};

test.each([
  ["a refused input is the caller's fault", "invalid", 400, false],
  ["a spent budget asks for payment", "over_budget", 402, false],
  ["another's row is not there", "not_found", 404, false],
  ["a state that changed meanwhile is a conflict", "conflict", 409, false],
  ["too many requests come back later", "rate_limited", 429, true],
  ["a vendor's failure is not ours", "upstream", 502, false],
  ["a database that is away comes back soon", "unavailable", 503, true],
] as const)("%s: %s is %i, and says when to return: %j", async (_why, kind, status, saysWhen) => {
  const { body, ...rest } = await answer(new AppError(kind, "What happened. What to do.", { code: "noun.what" }));
  expect(rest.status).toBe(status);
  expect(body).toMatchObject({ code: "noun.what", request_id: "r1" });
  expect(rest.retryAfter !== null).toBe(saysWhen);
});

test("details stand beside the sentence", async () => {
  const error = new AppError("impossible", "Not ready.", { code: "a.b", details: { missing: [{ field: "name" }] } });
  expect((await answer(error)).body).toEqual({
    error: "Not ready.",
    code: "a.b",
    request_id: "r1",
    missing: [{ field: "name" }],
  });
});

test.each([
  new Error("password=hunter2 at /srv/app.ts"),
  new AppError("internal", "secret sentence", { details: { sql: "select 1" }, cause: new Error("deep") }),
  "a thrown text",
  undefined,
])("a 500 keeps its internals to itself (%s)", async (error) => {
  const { status, body } = await answer(error);
  expect(status).toBe(500);
  expect(Object.keys(body as object)).toEqual(["error", "code", "request_id"]);
  expect(JSON.stringify(body)).not.toMatch(/hunter2|secret|select|deep|duplicate|a@b\.c|thrown/);
});

test.each([
  ["23505", 409, "database.duplicate"],
  ["22003", 400, "request.invalid"],
  ["22008", 400, "request.invalid"],
  ["22021", 400, "request.invalid"],
])("a refusal of the database with %s is %d, without its words", async (code, expected, ours) => {
  const refused = Object.assign(new Error('duplicate key value violates "x"'), { code, detail: "Key (email)=(a@b.c)" });
  const { status, body } = await answer(refused);
  expect([status, (body as { code: string }).code]).toEqual([expected, ours]);
  expect(JSON.stringify(body)).not.toMatch(/duplicate key|a@b\.c/);
});

test("the words of another service stay here; what was said of them for the caller does not", async () => {
  const details = { status: 500, excerpt: "<b>internal host 10.0.0.7</b>", model_says: "no such model" };
  const { body } = await answer(new AppError("upstream", "It failed.", { details }));
  expect(body).toMatchObject({ status: 500, model_says: "no such model" });
  expect(JSON.stringify(body)).not.toContain("10.0.0.7");
});

test("a database that is away is 503 with retry-after", async () => {
  for (const code of ["ECONNREFUSED", "57P01", "53300", "08006"]) {
    const { status, retryAfter, body } = await answer(Object.assign(new Error("connect 10.0.0.7"), { code }));
    expect([status, retryAfter]).toEqual([503, "2"]);
    expect(body).toMatchObject({ code: "database.unavailable" });
    expect(JSON.stringify(body)).not.toContain("10.0.0.7");
  }
});

test("a schema's refusal names the field, and a missing one reads as required", async () => {
  const Body = z.object({ name: z.string("must be a text").max(3, "may have at most 3 characters") });
  const thrown = (value: unknown): ZodError => Body.safeParse(value).error as ZodError;
  expect((await answer(thrown({ name: "long" }))).body).toMatchObject({
    error: "name may have at most 3 characters",
    code: "request.invalid",
    field: "name",
  });
  const missing = z.object({ a: z.object({ b: z.uuid() }) }).safeParse({ a: {} }).error as ZodError;
  expect((await answer(missing)).body).toMatchObject({ error: "a.b is required", field: "a.b" });
});

test("an error in a batch names its index", async () => {
  const wrong = CostEventsBody.safeParse([COST, { ...COST, cost_usd: -1 }]).error;
  expect(await answer(wrong)).toMatchObject({
    status: 400,
    body: { error: "cost_usd of number 1 (from 0) may not be negative", field: "1.cost_usd", index: 1 },
  });
  expect(await answer(CostEventsBody.safeParse([COST, 5]).error)).toMatchObject({
    body: { error: "Number 1 (from 0): A cost event must be a JSON object.", index: 1 },
  });
});
