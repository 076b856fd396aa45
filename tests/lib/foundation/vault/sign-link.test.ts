import { expect, test, vi } from "vitest";
import type { openLink, signLink } from "@/lib/foundation/vault/sign-link";
import { keysAt, type Age } from "../../../factories/sealed-rows";

type Links = { signLink: typeof signLink; openLink: typeof openLink };

const NOW = new Date("2026-11-22T10:00:00Z");
const expiresAt = new Date(NOW.getTime() + 60_000);
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

/** Links as a process with the keys of this age makes and opens them. */
async function linksAt(age: Exclude<Age, "lost">, more: Record<string, string> = {}): Promise<Links> {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...keysAt(age), ...more })) vi.stubEnv(name, value);
  const links: Links = await import("@/lib/foundation/vault/sign-link");
  await links.signLink({ audience: "read the environment now", claims: {}, expiresAt });
  vi.unstubAllEnvs();
  return links;
}

const DATABASE = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere" };

test("it says what was signed, until it expires, and only for what it is for", async () => {
  const { signLink, openLink } = await linksAt("current", DATABASE);
  const token = await signLink({ audience: "a", claims: { file: "x" }, expiresAt });
  expect(await openLink({ audience: "a", token, now: later(59) })).toMatchObject({ file: "x" });
  const expired = { kind: "forbidden", code: "link.expired" };
  await expect(openLink({ audience: "a", token, now: later(61) })).rejects.toMatchObject(expired);
  const invalid = { kind: "forbidden", code: "link.invalid" };
  await expect(openLink({ audience: "b", token, now: NOW })).rejects.toMatchObject(invalid);
});

test("every changed character is noticed", async () => {
  const { signLink, openLink } = await linksAt("current", DATABASE);
  const token = await signLink({ audience: "a", claims: { file: "x" }, expiresAt });
  // The last character of a part may carry unused bits, so it is left out.
  const places = [...token].flatMap((letter, at) => (letter === "." || !token[at + 1]?.match(/[^.]/) ? [] : [at]));
  for (const at of places) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    await expect(openLink({ audience: "a", token: changed, now: NOW }), String(at)).rejects.toMatchObject({
      code: "link.invalid",
    });
  }
});

test("a link signed before a rotation is opened after it, and not once the old key is gone", async () => {
  const token = await (await linksAt("older", DATABASE)).signLink({ audience: "a", claims: {}, expiresAt });
  expect(await (await linksAt("current", DATABASE)).openLink({ audience: "a", token, now: NOW })).toBeDefined();
  const alone = await linksAt("current", { ...DATABASE, ENCRYPTION_MASTER_KEY_PREVIOUS: "" });
  await expect(alone.openLink({ audience: "a", token, now: NOW })).rejects.toMatchObject({ code: "link.invalid" });
});
