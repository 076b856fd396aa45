import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { suggestBrand } from "@/lib/operations/onboarding/suggest-brand";
import type { WebsiteSuggestions } from "@/lib/operations/onboarding/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { SECRET, serveHostile, serveInternal, type Site } from "./hostile-website";

const COMPANY = `<html lang="de-AT"><head><title>Start | Northwind Bakery</title>
  <meta property="og:site_name" content="Northwind"><meta name="description" content="Meta text">
  <meta property="og:description" content="Bread for&#x20;offices"><link rel="icon" href="/small.png" sizes="16x16">
  <link rel="apple-touch-icon" href="touch.png">
  <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["Bakery","LocalBusiness"],
  "name":"Northwind &amp; Sons","logo":{"url":"/logo.svg"},
  "address":{"streetAddress":"Mill Lane 4","postalCode":"1010","addressLocality":"Vienna","addressCountry":"AT"}}]}</script>
  </head><body><svg><title>arrow</title></svg></body></html>`;
const UNTRUSTED = `<svg><title>Drawing</title></svg><script>document.write("<title>Script title</title>")</script>
  <meta property="og:site_name" content="&lt;script&gt;alert(1)&lt;/script&gt;\u202eevil\u0000 Works">
  <meta property="og:description" content="${"very long ".repeat(2_000)}">
  <meta property="og:logo" content="javascript:alert(1)"><link rel="icon" href="data:image/png;base64,AAAA">
  <script type="application/ld+json">{"@type":"Organization","name":</script>`;
const NESTED_DATA = `<script type="application/ld+json">${"[".repeat(100_000)}${"]".repeat(100_000)}</script>`;
const DEEP = `<title>Deep Works</title>${NESTED_DATA}${"<div>".repeat(200_000)}<p>`;

let world: TestWorld;
let hostile: Site;
let internal: Site;
let company: Company;
beforeAll(async () => {
  internal = await serveInternal();
  hostile = await serveHostile({ "/": COMPANY, "/untrusted": UNTRUSTED, "/deep": DEEP, "/blank": "<p>Hello</p>" });
  world = await createTestWorld({ LOCAL_MODE: "true" });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await Promise.all([hostile.stop(), internal.stop()]);
});

const read = (path: string, signal = AbortSignal.timeout(10_000)): Promise<WebsiteSuggestions> =>
  suggestBrand(company.owner, { website: hostile.origin + path }, { allowLoopback: true, signal });

test("suggests from structured data, then OpenGraph, then meta tags, then icons, each with its origin", async () => {
  expect(await read("/")).toEqual({
    success: true,
    url: `${hostile.origin}/`,
    suggestions: [
      { field: "company_name", value: "Northwind & Sons", origin: "structured_data" },
      { field: "description", value: "Bread for offices", origin: "open_graph" },
      { field: "postal_address", value: "Mill Lane 4\n1010 Vienna\nAT", origin: "structured_data" },
      { field: "language", value: "de", origin: "meta" },
      { field: "logo_url", value: `${hostile.origin}/logo.svg`, origin: "structured_data" },
    ],
  });
});

test("takes a page's words as plain text of a field's length, and no title of a script or a drawing", async () => {
  const answer = await read("/untrusted");
  if (!answer.success) throw new Error(answer.message);
  const [name, description, ...more] = answer.suggestions;
  expect(name).toEqual({ field: "company_name", value: "alert(1) evil Works", origin: "open_graph" });
  expect(description?.value).toHaveLength(999);
  expect(more).toEqual([]);
});

test("reads a page that is nested two hundred thousand times, and structured data as well", async () => {
  expect(await read("/deep")).toMatchObject({ suggestions: [{ field: "company_name", value: "Deep Works" }] });
});

describe("a website that cannot be read is an answer with its reason", () => {
  test.each([
    ["/loop", "web.redirects"],
    ["/broken-gzip", "web.unreachable"],
    ["/nowhere", "page.refused"],
    ["/file", "page.not_html"],
    ["/blank", "page.silent"],
    ["/bomb", "page.silent"],
  ])("%s", async (path, code) => {
    const answer = await read(path);
    expect(answer).toMatchObject({ success: false, fallbackToManual: true, code });
    expect(answer).not.toHaveProperty("suggestions");
  });

  test.each(["/silent", "/drop"])("one that keeps its visitor waiting: %s", async (path) => {
    expect(await read(path, AbortSignal.timeout(400))).toMatchObject({ success: false, code: "web.timeout" });
  });

  test("of one without an end two megabytes are read", async () => {
    expect(await read("/endless")).toMatchObject({ success: true, suggestions: [{ value: "Endless Works" }] });
  });
});

describe("nothing inside a private network is read", () => {
  const PRIVATE = [
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "2130706433",
    "localhost",
    "a.localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
  ];
  const ELSEWHERE = [
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "[fd00::1]",
    "[64:ff9b::7f00:1]",
  ];

  test.each([...PRIVATE, ...ELSEWHERE])("%s, typed and by a redirect", async (host) => {
    const before = internal.requests();
    const inside = `http://${host}:${internal.port}/`;
    const typed = await suggestBrand(company.owner, { website: inside });
    const redirected = await read(`/to?${inside}`);
    for (const answer of [typed, redirected]) {
      expect(answer).toMatchObject({ success: false, code: "web.private" });
      expect(JSON.stringify(answer)).not.toContain(SECRET);
    }
    expect(internal.requests()).toBe(before);
  });

  test.each(["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])(
    "by a redirect to %s",
    async (target) => {
      expect(await read(`/to?${target}`)).toMatchObject({ success: false, code: "web.private" });
    },
  );

  test("by a name that has a private address beside a public one, or gets one after it was checked", async () => {
    const website = `http://rebound.example:${hostile.port}/`;
    const both = await suggestBrand(company.owner, { website }, { lookup: async () => ["93.184.215.14", "127.0.0.1"] });
    expect(both).toMatchObject({ success: false, code: "web.private" });

    let asked = 0;
    const lookup = async (): Promise<string[]> => [asked++ === 0 ? "127.0.0.1" : "169.254.169.254"];
    expect(await suggestBrand(company.owner, { website }, { lookup, allowLoopback: true })).toMatchObject({
      success: true,
    });
    expect(asked).toBe(1);
  });
});

test("a viewer and a stranger have no website read", async () => {
  const website = hostile.origin;
  await expect(suggestBrand(company.viewer, { website })).rejects.toMatchObject({ code: "permission.missing" });
});
