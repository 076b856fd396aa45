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
  "[x](/.//evil.example/a)",
  "[x](https://greenlight.example//evil.example/a)",
  "[x](/a/..//evil.example)",
  "[x](\\\\evil.example/a)",
  "[x](https://greenlight.example@evil.example/)",
  "[x](https://greenlight.example.evil.example/)",
  "[x](blob:https://greenlight.example/1)",
  "[x](JavaScript:alert(1))",
  "[x](javascript:alert(1))",
  "[x](data:text/html,x)",
  "<img src=x onerror=alert(1)>",
  "<a href='https://evil.example'>x</a>",
])("%s stays a text: nothing is fetched and nothing leads away", (text) => {
  expect(parts(text).every(({ type }) => type === "text")).toBe(true);
});

test.each([
  ["bold", "**".repeat(20_000)],
  ["links", "[x](".repeat(20_000)],
  ["links with a title", "[x](y ".repeat(15_000)],
  ["images", "![".repeat(40_000)],
  ["code", `x${"`".repeat(50_001)}`],
  ["references", "[a:1]".repeat(20_000)],
])("80 kB of %s that never end are read while a reader waits", (_name, text) => {
  const began = process.cpuUsage().user;
  expect(parts(text).length).toBeGreaterThan(0);
  expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(2_000);
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
