import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outboxFolder } from "@/lib/providers/mail/local/provider";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "outbox-"));
});
afterAll(() => rm(folder, { recursive: true }));

const since = new Date(Date.now() - 60 * 60_000);
const keep = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const look = async (...messageIds: string[]) =>
  Object.fromEntries(await outboxFolder(folder).findMessages({ messageIds, since }));

test("finds messages by their Message-ID header, folded and in any case", async () => {
  await keep("a.eml", "Return-Path: <a@example.com>\r\nMessage-ID: <one@example.com>\r\nSubject: Hello\r\n\r\nText");
  await keep("b.eml", "MESSAGE-id:\r\n\t<two@example.com>\r\n\r\nText");
  expect(await look("<one@example.com>", "<two@example.com>", "<three@example.com>")).toEqual({
    "<one@example.com>": true,
    "<two@example.com>": true,
    "<three@example.com>": false,
  });
});

test("an id in the body, in another header, or in a message not yet complete is not the message", async () => {
  await keep("c.eml", "Subject: x\r\nReferences: <four@example.com>\r\n\r\nMessage-ID: <four@example.com>\r\n");
  await keep(".d.eml.part", "Message-ID: <four@example.com>\r\n\r\n");
  expect(await look("<four@example.com>")).toEqual({ "<four@example.com>": false });
});

test("messages from before the search are not read", async () => {
  await keep("old.eml", "Message-ID: <old@example.com>\r\n\r\n");
  const yesterday = new Date(Date.now() - 24 * 60 * 60_000);
  await utimes(join(folder, "old.eml"), yesterday, yesterday);
  expect(await look("<old@example.com>")).toEqual({ "<old@example.com>": false });
});

test("without the folder nothing can be known", async () => {
  const gone = outboxFolder(join(folder, "gone"));
  expect([...(await gone.findMessages({ messageIds: ["<one@example.com>"], since }))]).toEqual([
    ["<one@example.com>", "unknowable"],
  ]);
});
