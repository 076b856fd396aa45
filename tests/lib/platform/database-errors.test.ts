import { expect, test } from "vitest";
import {
  isDatabaseTrouble,
  isDeadlock,
  isTimeout,
  isUniqueViolation,
  toDatabaseError,
} from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";

const coded = (code: string, more: object = {}): Error => Object.assign(new Error("said so"), { code, ...more });

test.each([
  ["ECONNREFUSED", "unavailable"],
  ["ECONNRESET", "unavailable"],
  ["EPIPE", "unavailable"],
  ["ETIMEDOUT", "unavailable"],
  ["08006", "unavailable"],
  ["53300", "unavailable"],
  ["57P01", "unavailable"],
  ["57P03", "unavailable"],
  ["57014", "slow"],
  ["55P03", "busy"],
  ["40001", "busy"],
  ["40P01", "busy"],
])("%s is a database that is %s: 503, worth another try", (code, what) => {
  const cause = coded(code);
  const error = toDatabaseError(cause);
  expect(error).toMatchObject({ kind: "unavailable", code: `database.${what}`, retryable: true, cause });
  expect(isDatabaseTrouble(error)).toBe(true);
});

test("a lock that is taken is not called a database that does not answer", () => {
  expect(String(toDatabaseError(coded("55P03")))).toContain("Another change of the same thing is under way.");
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
