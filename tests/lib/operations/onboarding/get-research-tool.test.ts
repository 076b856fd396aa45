import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getResearchTool } from "@/lib/operations/onboarding/get-research-tool";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { vendorContract } from "../../../support/vendor-contract";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the tool has a version and our fields, and no id of a creator, a project or a tool", async () => {
  const { viewer } = await world.company();
  const tool = getResearchTool(viewer);
  expect(tool.version).toMatch(/^\d+$/);
  expect(Object.keys(tool.params_schema.properties)).toEqual([
    "first_name",
    "last_name",
    "company",
    "title",
    "website",
  ]);
  expect(JSON.stringify(tool)).not.toMatch(/"(_id|studio_id|project|project_id|creator\w*|user_id|region)"/);
  // As its importer's account saves it.
  const saved = { ...tool, studio_id: "given-by-the-account" };
  expect(
    vendorContract("relevance-ai").judgeRequest({
      method: "POST",
      path: "/studios/bulk_update",
      query: [],
      body: { updates: [saved] },
    }),
  ).toEqual([]);
});

test("its last step makes documents of whatever results the searches have, each address once", async () => {
  const { viewer } = await world.company();
  const code = getResearchTool(viewer).transformations.steps.at(-1)?.params;
  const result = { title: "Ada opens a clinic", snippet: "In Graz.", link: "https://a.example", date: "2026-10-05" };
  const output = { results: [result, { ...result }, { title: "No link" }], note: null };
  const steps = {
    person: { output },
    posts: { output: { organic: [{ snippet: "A post", link: "https://b.example" }] } },
  };
  const documents: unknown = runInNewContext(`(() => {${code && "code" in code ? code.code : ""}})()`, { steps });
  expect(JSON.parse(JSON.stringify(documents))).toEqual([
    { url: "https://a.example", text: "Ada opens a clinic. In Graz.", date: "2026-10-05" },
    { url: "https://b.example", text: "A post", date: null },
  ]);
});
