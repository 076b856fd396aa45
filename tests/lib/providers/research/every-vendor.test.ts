import { expect, test } from "vitest";
import { readReviews } from "@/lib/providers/research/apify/read-reviews";
import { searchWithGoogle } from "@/lib/providers/research/google/search";
import type { Subject } from "@/lib/providers/research/port";
import { runTool } from "@/lib/providers/research/relevance/run-tool";
import { json, POST_TEXT, researchVendors, REVIEW } from "../../../fakes/research-vendors";

const SUBJECT: Subject = {
  firstName: "Ada",
  lastName: "Lovelace",
  company: "Acme Dental",
  title: "CTO",
  website: "https://acme.example",
};
const SECRET = "secret-key-1234567890";
const RELEVANCE = {
  auth_token: SECRET,
  base_url: "https://api-bcbe5a.stack.tryrelevance.com/latest/",
  project_id: "project",
  studio_id: "tool/1",
};
const signal = (): AbortSignal => new AbortController().signal;

const READERS = {
  google: (vendors = researchVendors()) => searchWithGoogle({ api_key: SECRET, cx: "engine" }, vendors.ask),
  apify: (vendors = researchVendors()) => readReviews({ api_token: SECRET }, vendors.ask),
  relevance: (vendors = researchVendors()) => runTool(RELEVANCE, vendors.ask),
};

test("Google's titles and snippets, by the person and the company", async () => {
  const vendors = researchVendors();
  const reading = await READERS.google(vendors)(SUBJECT, signal());
  expect(reading).toEqual({
    documents: [{ url: "https://news.example/acme", text: "Acme Dental. Acme Dental opens in Graz.", date: null }],
    costUsd: 0.005,
  });
  expect(vendors.asked[0]?.url.searchParams.get("q")).toBe('"Ada Lovelace" Acme Dental');
});

test("reviews of the company with their days, and what the run cost", async () => {
  const vendors = researchVendors();
  expect(await READERS.apify(vendors)(SUBJECT, signal())).toEqual({
    documents: [{ url: "https://maps.example/acme/1", text: REVIEW, date: "2026-10-05" }],
    costUsd: 0.0123,
  });
  expect(vendors.asked.map(({ url }) => url.pathname)).toEqual([
    "/v2/actors/compass~crawler-google-places/runs",
    "/v2/datasets/set1/items",
  ]);
  expect(vendors.asked[0]?.url.searchParams.get("maxTotalChargeUsd")).toBe("0.05");
  expect(vendors.asked.every(({ url }) => !url.href.includes(SECRET))).toBe(true);
});

test("an actor of the founder's own, whose items are the reviews", async () => {
  const items = [{ text: REVIEW, date: "2026-10-05", url: "https://reviews.example/1" }];
  const vendors = researchVendors({ apifyItems: () => json(200, items) });
  const read = readReviews({ api_token: SECRET, actor_id: "me/reviews" }, vendors.ask);
  expect((await read(SUBJECT, signal())).documents).toEqual([
    { url: "https://reviews.example/1", text: REVIEW, date: "2026-10-05" },
  ]);
  expect(vendors.asked[0]?.url.pathname).toBe("/v2/actors/me~reviews/runs");
});

test("the documents of the tool, asked for by name, without the person's address", async () => {
  const vendors = researchVendors();
  expect(await READERS.relevance(vendors)(SUBJECT, signal())).toEqual({
    documents: [{ url: "https://social.example/ada/1", text: POST_TEXT, date: "2026-11-02" }],
    costUsd: null,
  });
  expect(vendors.asked[0]).toMatchObject({
    authorization: `project:${SECRET}`,
    body: {
      params: {
        first_name: "Ada",
        last_name: "Lovelace",
        company: "Acme Dental",
        title: "CTO",
        website: "https://acme.example",
      },
      project: "project",
    },
  });
});

test.each([
  [401, "research.refused"],
  [402, "research.limited"],
  [404, "research.refused"],
  [429, "research.limited"],
  [503, "research.down"],
  [200, "research.unreadable"],
])("each vendor's %i is a reason of its own, without the key", async (status, code) => {
  const answer = () => ({ status, body: `<p>${SECRET}</p>` });
  const vendors = researchVendors({ google: answer, apifyRun: answer, relevance: answer });
  for (const reader of Object.values(READERS)) {
    const failure = await reader(vendors)(SUBJECT, signal()).catch((error: Error) => error);
    expect(failure).toMatchObject({ code });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(SECRET);
  }
});

test("a run or a tool that does not finish, and a tool that answers something else", async () => {
  const run = json(201, { data: { status: "TIMED-OUT", defaultDatasetId: "set1" } });
  await expect(READERS.apify(researchVendors({ apifyRun: () => run }))(SUBJECT, signal())).rejects.toMatchObject({
    code: "research.run_failed",
    message: expect.stringContaining("45 seconds"),
  });
  const failed = json(200, { status: "failed", errors: [{ raw: "x" }], output: {} });
  await expect(
    READERS.relevance(researchVendors({ relevance: () => failed }))(SUBJECT, signal()),
  ).rejects.toMatchObject({
    code: "research.run_failed",
  });
  const other = json(200, { status: "complete", errors: [], output: { answer: "42" } });
  await expect(READERS.relevance(researchVendors({ relevance: () => other }))(SUBJECT, signal())).rejects.toMatchObject(
    {
      code: "research.other_tool",
      message: expect.stringContaining("download"),
    },
  );
});

test("a hostile answer is cut and cleaned: no other scheme, no invisible characters, eight documents", async () => {
  const documents = [
    { url: "javascript:alert(1)", text: "A script", date: null },
    { url: "https://a.example", text: `Hidden\u202e text\0 ${"x".repeat(20_000)}`, date: "soon" },
    ...Array.from({ length: 20 }, (_, index) => ({ url: `https://b.example/${index}`, text: "More", date: 7 })),
  ];
  const vendors = researchVendors({
    relevance: () => json(200, { status: "complete", errors: [], output: { documents } }),
  });
  const reading = await READERS.relevance(vendors)(SUBJECT, signal());
  expect(reading.documents).toHaveLength(8);
  expect(reading.documents[0]).toMatchObject({ url: "https://a.example", date: null });
  expect(reading.documents[0]?.text).toMatch(/^Hidden text x+$/);
  expect(reading.documents[0]?.text.length).toBeLessThanOrEqual(6_000);
});

test("a lead without a company or a name costs nothing", async () => {
  const vendors = researchVendors();
  const nobody: Subject = { firstName: null, lastName: null, company: null, title: null, website: null };
  for (const reader of Object.values(READERS))
    await expect(reader(vendors)(nobody, signal())).rejects.toMatchObject({
      code: expect.stringMatching(/^research\.unknown_/),
    });
  expect(vendors.asked).toEqual([]);
});
