import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const home = await mkdtemp(join(tmpdir(), "select-mail-"));
afterAll(() => rm(home, { recursive: true }));

const message = { to: "ann@example.com", subject: "Hello", text: "Hello", html: "", messageId: "<one@greenlight>" };
const { signal } = new AbortController();

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/none");
  vi.stubEnv("ENCRYPTION_MASTER_KEY", "0".repeat(64));
  vi.stubEnv("GREENLIGHT_HOME", home);
});

/** Read anew: the environment is parsed once in a process. */
const select = async () => (await import("@/lib/providers/mail/select")).applicationMail();

test("without a mail provider the mail is kept in the outbox of the home, or in the one that is named", async () => {
  await (await select()).send(message, signal);
  expect(await readdir(join(home, "outbox"))).toHaveLength(1);
  vi.resetModules();
  const named = { OUTBOX_DIR: join(home, "named"), TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525" };
  for (const [name, value] of Object.entries(named)) vi.stubEnv(name, value);
  await (await select()).send(message, signal);
  expect(await readdir(join(home, "named"))).toHaveLength(1);
});

test("with a mail provider it goes there, from the configured domain", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
    request.on("end", () => response.end(JSON.stringify({ id: "1" })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("RESEND_API_KEY", "re_x");
  vi.stubEnv("EMAIL_DOMAIN", "acme.example");
  vi.stubEnv("RESEND_API_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await (await select()).send(message, signal);
  server.close();
  expect(seen.join("")).toContain('"from":"Greenlight <greenlight@acme.example>"');
});
