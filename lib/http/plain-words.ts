import { z } from "zod";

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
  date: "a date",
};
const FORMATS: Readonly<Record<string, string>> = {
  uuid: "must be a uuid",
  email: "must be an email address",
  url: "must be a URL",
  date: "must be a day like 2026-11-21",
  datetime: "must be an ISO 8601 time with a zone, like 2026-11-21T12:00:00Z",
};
const UNITS: Readonly<Record<string, string>> = { string: "characters", array: "entries" };

const kind = (expected: string): string => KINDS[expected] ?? expected;
const amount = (bound: number | bigint): string => bound.toLocaleString("en");

function bound(issue: { origin: string; exact?: boolean }, limit: number | bigint, side: "most" | "least"): string {
  const unit = UNITS[issue.origin];
  const reach = issue.exact ? "exactly" : `at ${side}`;
  if (unit)
    return `must have ${reach} ${amount(limit)} ${limit === 1 ? unit.replace(/ies$|s$/, (end) => (end === "ies" ? "y" : "")) : unit}`;
  return `must be ${reach} ${amount(limit)}`;
}

function problem(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value"))
    return "is required";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${kind(issue.expected)}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_big":
      return bound(issue, issue.maximum, "most");
    case "too_small":
      return bound(issue, issue.minimum, "least");
    case "invalid_format":
      return FORMATS[issue.format] ?? "is not written as it has to be";
    case "unrecognized_keys":
      return `has fields that are not known here: ${issue.keys.join(", ")}`;
    default:
      return "is not valid";
  }
}

/** The problem of a field whose schema gives no message, as the end of a sentence that begins with the field's name. */
const plainWords: z.core.$ZodErrorMap = (issue) =>
  (issue.path ?? []).length === 0 ? `The body ${problem(issue)}` : problem(issue);

z.config({ localeError: plainWords });
