import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { outboxMail } from "@/lib/providers/mail/local/application-mail";
import { outboxFolder } from "@/lib/providers/mail/local/provider";

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "outbox-")), "not", "there yet");
});
afterEach(() => rm(join(folder, "..", ".."), { recursive: true }));

const { signal } = new AbortController();
const message = {
  to: "ann@example.com",
  subject: "Grüße 🚀",
  text: "Hello\n\nWorld\n",
  html: "<p>Hello</p>",
  messageId: "<one.1@greenlight>",
};
const send = (change: Partial<typeof message> = {}): Promise<void> =>
  outboxMail({ folder, from: "greenlight@localhost" }).send({ ...message, ...change }, signal);

const kept = async (): Promise<ParsedMail[]> => {
  const names = await readdir(folder);
  expect(names.every((name) => /^[0-9a-f]{32}\.eml$/.test(name))).toBe(true);
  return Promise.all(names.map(async (name) => simpleParser(await readFile(join(folder, name)))));
};

test("one complete .eml file a message, with both texts", async () => {
  await send();
  const [mail] = await kept();
  expect(mail).toMatchObject({ subject: "Grüße 🚀", messageId: "<one.1@greenlight>", text: message.text });
  expect(mail?.html).toBe(message.html);
  expect(mail?.from?.text).toBe('"Greenlight" <greenlight@localhost>');
  expect(mail?.to).toMatchObject({ text: "ann@example.com" });
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail?.headers.get("delivered-to")).toMatchObject({ text: "ann@example.com" });
  const [name = ""] = await readdir(folder);
  expect(await readFile(join(folder, name), "utf8")).not.toMatch(/[^\r]\n/);
});

test("the built-in mailbox finds it by its message id", async () => {
  await send();
  const found = await outboxFolder(folder).findMessages({ messageIds: ["<one.1@greenlight>"], since: new Date(0) });
  expect(found.get("<one.1@greenlight>")).toBe(true);
});

test("the same message ten times, one after the other and at once, is one file; another one is another", async () => {
  await send();
  await Promise.all(Array.from({ length: 9 }, () => send()));
  expect(await kept()).toHaveLength(1);
  await send({ messageId: "<one.2@greenlight>" });
  expect(await kept()).toHaveLength(2);
});

test("the subject is one line, and no header can be smuggled in by it", async () => {
  await send({ subject: "Hello\r\nBcc: evil@example.com\r\n\r\n<script>" });
  const [mail] = await kept();
  expect(mail?.subject).toBe("Hello Bcc: evil@example.com <script>");
  expect(mail?.headers.has("bcc")).toBe(false);
  expect(mail?.text).toBe(message.text);
});

test("a folder that cannot be written to is said in words, and worth another try; no piece is left", async () => {
  await writeFile(join(folder, "..", "..", "file"), "");
  const blocked = outboxMail({ folder: join(folder, "..", "..", "file"), from: "greenlight@localhost" });
  await expect(blocked.send(message, signal)).rejects.toMatchObject({
    kind: "unavailable",
    code: "mail.outbox_unwritable",
    retryable: true,
  });
});

test("an email stopped before it was stored is not stored", async () => {
  const stopped = AbortSignal.abort(new Error("frozen"));
  const mail = outboxMail({ folder, from: "greenlight@localhost" });
  await expect(mail.send(message, stopped)).rejects.toThrow("frozen");
  await expect(readdir(folder)).rejects.toMatchObject({ code: "ENOENT" });
});
