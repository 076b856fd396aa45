import { expect, test } from "vitest";
import { isDeadlock, isTimeout, isUniqueViolation, toDatabaseError } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";

const coded = (code: string, more: object = {}): Error => Object.assign(new Error("said so"), { code, ...more });

test.each([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "08006",
  "53300",
  "57P01",
  "57P03",
  "57014",
  "40001",
  "40P01",
])("%s is the database being away: 503, worth another try", (code) => {
  const cause = coded(code);
  expect(toDatabaseError(cause)).toMatchObject({
    kind: "unavailable",
    code: "database.unavailable",
    retryable: true,
    cause,
  });
});

test("so is a connection that ended, or could not be had in time", () => {
  for (const message of [
    "Connection terminated unexpectedly",
    "Client has encountered a connection error and is not queryable",
  ]) {
    expect(toDatabaseError(new Error(message))).toMatchObject({ code: "database.unavailable" });
  }
});

test.each([coded("23505"), coded("42P01"), coded("22P02"), new Error("x"), "text", null, undefined])(
  "every other error stays what it is (%s)",
  (error) => {
    expect(toDatabaseError(error)).toBe(error);
  },
);

test("an error of ours passes through; a deadlock and a taken key are recognised, also behind it", () => {
  const own = new AppError("conflict", "Taken.");
  expect(toDatabaseError(own)).toBe(own);
  expect(isDeadlock(coded("40P01"))).toBe(true);
  expect(isDeadlock(toDatabaseError(coded("40P01")))).toBe(true);
  expect(isDeadlock(coded("40001"))).toBe(false);
  expect(isUniqueViolation(coded("23505", { constraint: "a" }), "a")).toBe(true);
  expect(isUniqueViolation(coded("23505", { constraint: "a" }), "b")).toBe(false);
  expect(isUniqueViolation(coded("23505"))).toBe(true);
  expect(isUniqueViolation(coded("23503"))).toBe(false);
});

test.each(["55P03", "57014", "ETIMEDOUT"])("%s is a statement that gave up waiting", (code) => {
  expect(isTimeout(coded(code))).toBe(true);
  expect(isTimeout(new AppError("internal", "x", { cause: coded(code) }))).toBe(true);
});

test.each(["57P01", "40P01", "23505", ""])("%s is not", (code) => {
  expect(isTimeout(coded(code))).toBe(false);
});
