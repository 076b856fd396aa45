import { beforeAll, expect, test } from "vitest";
import { guide } from "@/lib/http/openapi/guide";
import { env } from "@/lib/platform/env";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
});

const website = (): string | undefined =>
  guide()
    .find(({ id }) => id === "website-script")
    ?.paragraphs.join("\n");

test("the guide says how a page reports a lead and which policy the script needs, while the feature is on", () => {
  for (const words of ["`/g.js`", 'window.greenlight?.("lead")', "`script-src`", "`connect-src`"])
    expect(website()).toContain(words);
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  expect(website()).toBeUndefined();
});
