import { expect, test } from "vitest";
import { parseMarkdown, type Inline } from "@/app/(app)/companies/[projectId]/chat/_components/parse-markdown";

const ORIGIN = "https://greenlight.example";

function parts(text: string): Inline[] {
  return parseMarkdown(text, ORIGIN).flatMap((block) => ("lines" in block ? block.lines.flat() : []));
}

test.each([
  "![x](https://evil.example/leak.png)",
  "![x](/companies/1)",
  "[x](https://evil.example/?q=secret)",
  "[x](//evil.example/a)",
  "[x](javascript:alert(1))",
  "[x](data:text/html,x)",
  "<img src=x onerror=alert(1)>",
  "<a href='https://evil.example'>x</a>",
])("%s stays a text: nothing is fetched and nothing leads away", (text) => {
  expect(parts(text).every(({ type }) => type === "text")).toBe(true);
});

test("links to the product, references, lists, code and emphasis are known", () => {
  expect(parts("See [the plan](/companies/1/plan), **now** [e:12]")).toEqual([
    { type: "text", text: "See " },
    { type: "link", text: "the plan", href: "/companies/1/plan" },
    { type: "text", text: ", " },
    { type: "strong", children: [{ type: "text", text: "now" }] },
    { type: "text", text: " " },
    { type: "ref", ref: "e:12" },
  ]);
  expect(parseMarkdown("1. a\n2. b\n\n```\n<b>\n```", ORIGIN).map(({ type }) => type)).toEqual(["list", "code"]);
});
