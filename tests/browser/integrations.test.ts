import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `keeper-${randomUUID().slice(0, 8)}@founders.example`;
const KEY = `re_${randomBytes(4).toString("hex")}_${randomBytes(12).toString("hex")}`;
/** The screens on which a saved key, or what it did, could be shown. */
const SCREENS = ["integrations", "ledger", "approvals", "mail", "settings", "work", ""];

type Body = { text?: string; encoding?: string };
type Entry = {
  request: { method: string; url: string; postData?: Body };
  response: { status: number; content: Body };
};

const textOf = ({ text = "", encoding }: Body): string =>
  encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text;

describe("a company's accounts", () => {
  let browser: Browser;
  let projectId: string;
  let folder: string;

  beforeAll(async () => {
    const [opened, founder, made] = await Promise.all([
      launchChromium(),
      Founder.signIn(EMAIL),
      mkdtemp(join(tmpdir(), "greenlight-har-")),
    ]);
    [browser, folder] = [opened, made];
    projectId = (await founder.post<{ id: string }>("/api/projects", { name: "Key Works" })).body.id;
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("a saved key is in no record of the browser's traffic but the request that saves it, and on no screen", async () => {
    const path = join(folder, "traffic.har");
    const context = await newProfile(browser, { recordHar: { path, content: "embed" } });
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${projectId}/integrations`);
    await settled(page);
    await page.getByRole("button", { name: "Connect Resend" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("API key").fill(KEY);
    await dialog.getByRole("button", { name: "Connect and test" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Replace the key of Resend" }).waitFor();
    for (const screen of SCREENS) {
      await page.goto(`/companies/${projectId}/${screen}`);
      await settled(page);
      expect(await page.content(), screen).not.toContain(KEY);
    }
    await context.close();

    const { log } = JSON.parse(await readFile(path, "utf8")) as { log: { entries: Entry[] } };
    const isSaving = ({ request: { method, url } }: Entry): boolean =>
      method === "PUT" && url.endsWith(`/api/projects/${projectId}/integrations/resend`);
    const saving = log.entries.filter(isSaving);
    expect(saving.map(({ response }) => response.status)).toEqual([200]);
    expect(textOf(saving[0]?.request.postData ?? {})).toContain(KEY);
    const said = log.entries.map((entry) => {
      const { postData, ...request } = entry.request;
      const sent = isSaving(entry) ? request : { ...request, postData };
      return JSON.stringify({ ...entry, request: sent }) + textOf(entry.response.content);
    });
    expect(said.length).toBeGreaterThan(SCREENS.length);
    expect(said.filter((text) => text.includes(KEY)).map((text) => text.slice(0, 200))).toEqual([]);
  });
});
