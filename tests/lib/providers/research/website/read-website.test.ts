import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Subject } from "@/lib/providers/research/port";
import { readWebsite } from "@/lib/providers/research/website/read-website";
import { SECRET, serveHostile, serveInternal, type Site } from "../../../operations/onboarding/hostile-website";

const FIRST = `<html><head><title>Acme</title><style>.x{color:red}</style><script>var hidden = "script text";</script></head><body>
  <nav><a href="/about">About us</a> <a href="https://elsewhere.example/news">News elsewhere</a> <a href="/prices">Prices</a></nav>
  <h1>Acme Dental</h1><p>We opened our <b>second</b> clinic in&nbsp;Graz.</p><p hidden>Hidden <b>words</b> of a page</p>
  <a href="/blog/#top">Our blog</a><a href="/blog/">Again</a><a href="/team">Team</a></body></html>`;
const BLOG = `<html><head><meta property="article:published_time" content="2026-10-05T09:00:00Z"></head><body>Open on Saturdays.</body></html>`;
const DEEP = `<p>Deep Works speaks.</p>${"<div>".repeat(200_000)}`;

let site: Site;
let internal: Site;
beforeAll(async () => {
  internal = await serveInternal();
  site = await serveHostile({ "/": FIRST, "/about": "<p>Founded by dentists.</p>", "/blog/": BLOG, "/deep": DEEP });
});
afterAll(() => Promise.all([site.stop(), internal.stop()]));

const subject = (website: string | null): Subject => ({
  firstName: "Ada",
  lastName: null,
  company: "Acme",
  title: null,
  website,
});
const read = (website: string | null, allowLoopback = true) =>
  readWebsite({ allowLoopback })(subject(website), AbortSignal.timeout(15_000));

test("the words that a visitor sees, of the first page and of two that tell more on the same host", async () => {
  const { documents, costUsd } = await read(`${site.origin}/`);
  expect(costUsd).toBe(0);
  expect(documents.map(({ url, date }) => [url.slice(site.origin.length), date])).toEqual([
    ["/", null],
    ["/about", null],
    ["/blog/", "2026-10-05"],
  ]);
  expect(documents[0]?.text).toContain("We opened our second clinic in Graz.");
  expect(documents[0]?.text).not.toMatch(/script text|color|Hidden|words/);
  expect(documents[1]?.text).toBe("Founded by dentists.");
});

describe("a website that cannot be read is a failure with its reason", () => {
  test.each([
    ["/nowhere", "research.refused"],
    ["/file", "research.unreadable"],
    ["/loop", "web.redirects"],
    ["/broken-gzip", "web.unreachable"],
  ])("%s", async (path, code) => {
    await expect(read(site.origin + path)).rejects.toMatchObject({ code });
  });

  test.each([null, "", "acme", "acme.example", "https://www.example.com/x"])("none at %s", async (website) => {
    await expect(read(website)).rejects.toMatchObject({ code: "research.no_website" });
  });

  test("an address inside a private network, itself or behind a redirect", async () => {
    await expect(read(`${site.origin}/`, false)).rejects.toMatchObject({ code: "web.private" });
    await expect(read(`${site.origin}/to?${internal.origin}/`)).rejects.toMatchObject({ code: "web.private" });
    expect(internal.requests()).toBe(0);
  });
});

test("a bomb, a page without an end and one that is nested without an end are read as far as they go", async () => {
  expect((await read(`${site.origin}/bomb`)).documents).toEqual([]);
  expect((await read(`${site.origin}/deep`)).documents[0]?.text).toContain("Deep Works speaks.");
  const [endless] = (await read(`${site.origin}/endless`)).documents;
  expect(endless?.text.length).toBeLessThanOrEqual(6_000);
  expect(JSON.stringify(endless)).not.toContain(SECRET);
});
