import { expect, test } from "vitest";
import { z, type ZodError } from "zod";
import { AppError } from "@/lib/platform/errors";
import { toOutcome } from "@/workers/outcome";

test.each([
  ["retried", new AppError("unavailable", "Later."), "failed", "unavailable"],
  ["retried", new AppError("upstream", "Later.", { code: "n8n.failed" }), "failed", "n8n.failed"],
  ["retried", new Error("unexpected"), "failed", "internal"],
  ["hopeless", new AppError("invalid", "No.", { code: "a.b" }), "deadletter", "a.b"],
  ["hopeless", new AppError("upstream", "No.", { retryable: false }), "deadletter", "upstream"],
  ["hopeless", z.uuid().safeParse(1).error as ZodError, "deadletter", "internal"],
])("%s: %s", (_name, error, status, code) => {
  expect(toOutcome("id", error)).toEqual({ id: "id", status, output: { message: error.message, code } });
});

test("a thrown value is not always an error", () => {
  expect(toOutcome("id", "text")).toMatchObject({ status: "failed", output: { message: "text" } });
});
