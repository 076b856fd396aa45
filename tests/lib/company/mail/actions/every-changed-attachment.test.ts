import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepFile } from "@/lib/company/assets/keep-file";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { removeBytes } from "@/lib/company/assets/remove-bytes";
import { env } from "@/lib/platform/env";
import { approval, approvedAction, execute } from "../../../../factories/carried-out";
import { createMailWorld, type MailWorld } from "../../../../factories/mail-world";
import type { Company } from "../../../../factories/test-world";

let world: MailWorld;
let company: Company;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
  company = await world.company();
});
afterAll(() => world.close());

/** Writes other bytes of the same length in the place of a stored file. */
async function changeStored(content: string): Promise<void> {
  const folder = join(env().GREENLIGHT_HOME, "storage");
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path, "utf8")) === content) await writeFile(path, content.replace(/.$/, "?"));
  }
}

test.each([
  ["one byte of it was changed", async (content: string) => changeStored(content)],
  [
    "it was removed",
    async (_content: string, assetId: string) => {
      await removeAsset(company.owner, { projectId: company.projectId, assetId });
      await removeBytes(company.job, { projectId: company.projectId, assetId });
    },
  ],
])("an email does not leave without the attachment that was approved: %s", async (_case, spoil) => {
  const content = `the prices of ${_case}.`;
  const of = { projectId: company.projectId, name: "prices.txt", type: "text/plain" };
  const { id: assetId, sha256 } = await keepFile(company.owner, { ...of, content: Buffer.from(content) });
  const email = { to: ["lena@customer.example"], subject: "Prices", text: "Here they are." };
  const id = await approvedAction(company, "email.send", { ...email, attachments: [{ asset_id: assetId, sha256 }] });
  await spoil(content, assetId);
  await execute(company, id);
  expect(await approval(company, id)).toMatchObject({
    state: "failed",
    executions: [{ code: "email.attachment_changed" }],
  });
  const sent = await world.admin.query("select from outbound_email_messages where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(sent.rowCount).toBe(0);
});
