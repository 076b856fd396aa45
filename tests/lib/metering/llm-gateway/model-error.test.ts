import { expect, test } from "vitest";
import { toModelError } from "@/lib/metering/llm-gateway/model-error";
import { AppError } from "@/lib/platform/errors";

const vendorSays = (excerpt: string, code = "openai.http_404"): AppError =>
  toModelError(
    new AppError("upstream", "openai answered 404.", { code, details: { status: 404, excerpt } }),
  ) as AppError;

test.each([
  ["openai.http_400", "check the model's name"],
  ["openai.http_401", "refused Greenlight's key"],
  ["anthropic.http_429", "is busy"],
  ["openai.http_500", "failed on this call"],
  ["openai.timeout", "does not answer"],
  ["openai.broken_off", "broke off"],
])("%s is said in our words", (code, words) => {
  const error = vendorSays("<html>nginx</html>", code);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain("nginx");
  expect(error).toMatchObject({ kind: "upstream", code });
});

test("the vendor's own words are one line, cut, and without secrets", () => {
  const { details } = vendorSays(
    `{"error":\n"no model \u202ex, key sk-abcdefghijklmnopqrstuvwxyz"} ${"long ".repeat(100)}`,
  );
  expect(details).not.toHaveProperty("excerpt");
  expect(details.model_says).not.toMatch(/[\n\u202e]|sk-abc/);
  expect(String(details.model_says).length).toBeLessThanOrEqual(200);
  expect(details.model_says).toContain("no model");
});

test("other errors pass through", () => {
  const own = new AppError("over_budget", "No money.", { code: "budget.exceeded" });
  expect(toModelError(own)).toBe(own);
  const bug = new Error("x");
  expect(toModelError(bug)).toBe(bug);
});
