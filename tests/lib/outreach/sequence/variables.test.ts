import { describe, expect, test } from "vitest";
import {
  LEAD_VARIABLES,
  parseText,
  SENDER_VARIABLES,
  suggestion,
  variableKey,
} from "@/lib/outreach/sequence/variables";

const KNOWN: ReadonlySet<string> = new Set([
  ...LEAD_VARIABLES,
  ...SENDER_VARIABLES,
  "company_name_for_emails",
  "größe",
]);
const first = (fallback: string | null = null) => ({ name: "first_name", fallback });

describe("a text is read as", () => {
  test.each([
    ["Hi", ["Hi"]],
    ["", []],
    ["{{first_name}}", [first()]],
    ["{{ First Name }},", [first(), ","]],
    ["{{firstName|there}}", [first("there")]],
    ["{{first-name| you there }}!", [first("you there"), "!"]],
    ["{{first_name|}}", [first("")]],
    ["a{{first_name}}{{first_name|b}}c", ["a", first(), first("b"), "c"]],
    ["{{Company Name for Emails|you}}", [{ name: "company_name_for_emails", fallback: "you" }]],
    ["{{Größe}}", [{ name: "größe", fallback: null }]],
    ["{{first_name|<b>|x}}", [first("<b>|x")]],
    ["a { b } c", ["a { b } c"]],
    ["$& $1 {{first_name}} \\0", ["$& $1 ", first(), " \\0"]],
  ])("%j", (text, parts) => {
    expect(parseText(text, KNOWN)).toEqual({ parts, problems: [] });
  });
});

describe("a problem is a sentence with what was meant", () => {
  test.each([
    ["{{frist_name}}", "Did you mean {{first_name}}?"],
    ["{{FirstNam}}", "Did you mean {{first_name}}?"],
    ["{{compny|x}}", "Did you mean {{company}}?"],
    ["{{Job Title}}", "Did you mean {{title}}?"],
    ["{{my_name}}", "Did you mean {{sender_name}}?"],
    ["{{zodiac}}", "There is no variable {{zodiac}}."],
    ["{{__proto__}}", "There is no variable {{__proto__}}."],
    ["{{constructor}}", "There is no variable {{constructor}}."],
    ["{{}}", "not a whole variable"],
    ["{{|there}}", "not a whole variable"],
    ["Hi {{first_name, how", "not a whole variable"],
    ["Hi first_name}}, how", "not a whole variable"],
    ["{{first\nname}}", "not a whole variable"],
    ["{{{first_name}}}", "not a whole variable"],
  ])("%j", (text, words) => {
    const { problems } = parseText(text, KNOWN);
    expect(problems.join(" ")).toContain(words);
  });
});

test("nothing is suggested for what is close to nothing", () => {
  expect(suggestion("zodiac", KNOWN)).toBeNull();
  expect(suggestion("constructor", KNOWN)).toBeNull();
});

test.each([
  ["Company Name", "company_name"],
  ["companyName", "company_name"],
  [" E-Mail.Address ", "e_mail_address"],
  ["first__name", "first_name"],
])("%j is named %j", (written, name) => expect(variableKey(written)).toBe(name));
