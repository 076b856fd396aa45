import { beforeAll, expect, test } from "vitest";
import { guide } from "@/lib/http/openapi/guide";
import { env } from "@/lib/platform/env";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
});

const website = (): string | undefined =>
  guide()
    .find(({ id }) => id === "website")
    ?.paragraphs.join("\n");

test("whoever includes the script learns how a page reports a lead and what its policy has to allow, while there is one", () => {
  for (const words of ["`/g.js`", 'window.greenlight?.("lead")', "`script-src`", "`connect-src`"])
    expect(website()).toContain(words);
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  expect(website()).toBeUndefined();
});
