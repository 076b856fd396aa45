import { expect, test } from "vitest";
import { linksIn, piecesOf } from "@/lib/outreach/tracking/links-in";

test.each([
  ["See https://acme.com.", ["https://acme.com"]],
  ["(https://acme.com/a)", ["https://acme.com/a"]],
  ["https://en.wikipedia.org/wiki/Ada_(name), and more", ["https://en.wikipedia.org/wiki/Ada_(name)"]],
  ["“https://acme.com/x?a=1&b=2”!", ["https://acme.com/x?a=1&b=2"]],
  ["<https://acme.com> and https://acme.com", ["https://acme.com"]],
  ["HTTPS://ACME.com/A then http://other.net:8080/b#c", ["HTTPS://ACME.com/A", "http://other.net:8080/b#c"]],
  ["https:// javascript:alert(1) data:text/html,x www.acme.com ftp://acme.com", []],
  ["", []],
])("the links of %j", (text, links) => {
  expect(linksIn(text)).toEqual(links);
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("of a text with very many links the first 200 count, and hostile ones take no time", () => {
  const text = Array.from({ length: 5_000 }, (_, index) => `https://acme.com/${index}`).join(" ");
  expect(linksIn(text)).toHaveLength(200);
  expect(linksIn(`https://acme.com/${"(".repeat(50_000)}`)).toHaveLength(1);
  expect(linksIn(`https://acme.com/${")".repeat(50_000)}`)).toEqual(["https://acme.com/"]);
  expect(linksIn(`https://acme.com/${"a)".repeat(25_000)}`)).toHaveLength(1);
});
