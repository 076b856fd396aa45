import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanName } from "@/lib/company/assets/clean-name";
import { keepFile } from "@/lib/company/assets/keep-file";
import { createAssetWorld, PNG, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
let company: Company;
beforeAll(async () => {
  world = await createAssetWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("the same bytes of a company are one file, of another company another one", async () => {
  const { projectId, workspaceId, owner } = company;
  const first = await keepFile(owner, { projectId, name: "logo.png", type: "text/html", content: PNG });
  const again = await keepFile(owner, { projectId, name: "other.png", type: "image/png", content: PNG });
  expect(first).toMatchObject({ name: "logo.png", content_type: "image/png", state: "ready", size_bytes: PNG.length });
  expect(again.id).toBe(first.id);
  const elsewhere = await world.company();
  const theirs = await keepFile(elsewhere.owner, { projectId: elsewhere.projectId, name: "x", type: "", content: PNG });
  expect(theirs.id).not.toBe(first.id);
  expect(await world.stored()).toHaveLength(2);
  const lines = (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "asset.uploaded");
  expect(lines).toHaveLength(1);
  await expect(keepFile(company.viewer, { projectId, name: "x", type: "", content: PNG })).rejects.toMatchObject({
    code: "permission.missing",
  });
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\a.doc", "a.doc"],
  ["invoice\u202egpj.exe", "invoicegpj.exe"],
  ["zero\u200bwidth.pdf", "zerowidth.pdf"],
  ["line\r\nbreak.txt", "line break.txt"],
  ['<a href="x">.html', "_a href=_x__.html"],
  ["...", "attachment"],
  ["", "attachment"],
  ["/", "attachment"],
  [`${"x".repeat(300)}.pdf`, `${"x".repeat(196)}.pdf`],
])("the name %j becomes %j", (given, expected) => {
  expect(cleanName(given)).toBe(expected);
});
