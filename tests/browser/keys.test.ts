import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { accessibilityOf, newProfile, signInQuietly } from "./visitor";

const EMAIL = `keys-${randomUUID().slice(0, 8)}@founders.example`;

/** The request of the shown command, with its header. */
function readCurl(command: string): { url: string; authorization: string } {
  const [, authorization = "", url = ""] = /^curl -H 'Authorization: ([^']+)' '([^']+)'$/.exec(command) ?? [];
  return { url, authorization };
}

describe("API keys", () => {
  let browser: Browser;
  let company: { id: string; workspace_id: string };

  beforeAll(async () => {
    const [opened, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    browser = opened;
    company = (await founder.post<typeof company>("/api/projects", { name: "Difference Engines" })).body;
  });
  afterAll(() => browser.close());

  it("a key is shown once, with an example that works; revoked, it stops at once", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${company.id}/settings`);
    const card = page.getByRole("region", { name: "API keys" });
    await card.getByText("No API keys yet.").waitFor();
    await card.getByRole("button", { name: "New key…" }).click();

    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Custom").check();
    await dialog.getByRole("button", { name: "Make the key" }).click();
    await dialog.getByText("Give the key a name").waitFor();
    await dialog.getByText("Choose at least one thing the key may do").waitFor();
    await dialog.getByLabel("Name").fill("Nightly report");
    await dialog.getByLabel("Read the leads").check();
    await dialog.getByLabel("Expires").selectOption("30");
    await dialog.getByRole("button", { name: "Make the key" }).click();

    const key = await dialog.getByTestId("new-key").innerText();
    const { url, authorization } = readCurl(await dialog.getByTestId("new-key-example").innerText());
    expect(await accessibilityOf(page)).toEqual([]);
    expect(authorization).toBe(`Bearer ${key}`);
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
    const beyond = await fetch(new URL(`/api/workspaces/${company.workspace_id}`, url), { headers: { authorization } });
    expect(beyond.status).toBe(403);
    await dialog.getByRole("button", { name: "I have saved it" }).click();
    await dialog.waitFor({ state: "hidden" });

    await page.reload();
    await card.getByText(`…${key.slice(-4)}`).waitFor();
    await expect.poll(() => card.innerText()).toMatch(/last used/);
    expect(await page.content()).not.toContain(key);
    await card.getByRole("button", { name: "Revoke the key Nightly report" }).click();
    await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
    await card.getByText("One key has ended").waitFor();
    expect((await fetch(url, { headers: { authorization } })).status).toBe(401);
    await context.close();
  });
});
