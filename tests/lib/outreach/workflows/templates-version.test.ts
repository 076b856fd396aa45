import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { TEMPLATES_DIRECTORY } from "@/lib/outreach/workflows/load-templates";
import { templatesVersion } from "@/lib/outreach/workflows/templates-version";

test("is another one as soon as any template or the manifest changes, and the same on every machine", async () => {
  const copy = mkdtempSync(path.join(tmpdir(), "templates-"));
  cpSync(TEMPLATES_DIRECTORY, copy, { recursive: true });
  expect(await templatesVersion(copy)).toBe(await templatesVersion());
  const seen = new Set([await templatesVersion(copy)]);
  for (const file of ["manifest.json", "Opt-Out.json"]) {
    appendFileSync(path.join(copy, file), " ");
    seen.add(await templatesVersion(copy));
  }
  expect(seen.size).toBe(3);
  rmSync(copy, { recursive: true });
});
