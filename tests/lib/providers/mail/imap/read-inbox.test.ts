import { afterEach, expect, test } from "vitest";
import { imapMailboxes } from "@/lib/providers/mail/imap/provider";
import type { InboxReading, ReadPlace } from "@/lib/providers/mail/port";
import { startImapServer, type ImapServer, type Letter } from "../../../../support/imap-server";

const MEGABYTE = 1024 * 1024;
const SINCE = new Date("2026-11-20T10:00:00Z");
const running: ImapServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

const mailboxes = imapMailboxes({ allowLoopback: true, timeoutMs: 5_000 });
const letter = (uid: number, more: Partial<Letter> = {}): Letter => ({
  uid,
  raw: Buffer.from(`From: ann@example.org\r\nMessage-ID: <${uid}@example.org>\r\n\r\nLetter ${uid}`),
  date: new Date("2026-11-25T10:00:00Z"),
  ...more,
});
type Read = (place: ReadPlace | null, signal?: AbortSignal) => Promise<InboxReading>;

async function inbox(letters: Letter[]): Promise<{ server: ImapServer; read: Read }> {
  const server = await startImapServer({ letters });
  running.push(server);
  const account = {
    host: "127.0.0.1",
    port: server.port,
    secure: false,
    encryption: "none",
    user: "jo",
    password: "right",
  } as const;
  const read: Read = (place, signal = new AbortController().signal) =>
    mailboxes.readInbox(account, { place, since: SINCE }, signal);
  return { server, read };
}
const uidsOf = (reading: InboxReading): number[] => (reading.ok ? reading.messages.map(({ uid }) => uid) : []);

test("the first look takes what arrived since a day; later ones what is new, and nothing is marked", async () => {
  const { server, read } = await inbox([letter(3, { date: new Date("2019-01-01") }), letter(7), letter(9)]);
  const first = await read(null);
  expect(first).toMatchObject({ ok: true, place: { uidValidity: "1", uid: 9 }, isMore: false });
  expect(uidsOf(first)).toEqual([7, 9]);
  expect(first.ok && first.messages[0]?.raw.toString()).toContain("Letter 7");
  expect(uidsOf(await read({ uidValidity: "1", uid: 9 }))).toEqual([]);
  server.state.letters.push(letter(12));
  expect(await read({ uidValidity: "1", uid: 9 })).toMatchObject({ messages: [{ uid: 12, isWhole: true }] });
  expect(server.commands.filter((command) => /^(SELECT|UID STORE|STORE|EXPUNGE)|BODY\[/.test(command))).toEqual([]);
});

test("an empty inbox has a place too, after the last message that was deleted from it", async () => {
  const { read } = await inbox([letter(3, { date: new Date("2019-01-01") })]);
  expect(await read(null)).toEqual({ ok: true, place: { uidValidity: "1", uid: 3 }, messages: [], isMore: false });
});

test("another numbering begins again from the day", async () => {
  const { server, read } = await inbox([letter(1), letter(2)]);
  server.state.uidValidity = 2;
  const reading = await read({ uidValidity: "1", uid: 900 });
  expect(uidsOf(reading)).toEqual([1, 2]);
  expect(reading).toMatchObject({ place: { uidValidity: "2", uid: 2 } });
});

test("so many messages and bytes are read at once, and the rest the next time", async () => {
  const many = await inbox(Array.from({ length: 60 }, (_, index) => letter(index + 1)));
  const first = await many.read(null);
  expect(first).toMatchObject({ isMore: true, place: { uid: 50 } });
  expect(uidsOf(await many.read(first.ok ? first.place : null))).toEqual(Array.from({ length: 10 }, (_, n) => n + 51));

  const large = await inbox([1, 2, 3].map((uid) => letter(uid, { raw: Buffer.alloc(12 * MEGABYTE, "a") })));
  const part = await large.read(null);
  expect(uidsOf(part)).toEqual([1, 2]);
  expect(part).toMatchObject({ isMore: true, place: { uid: 2 } });
});

test("of a message that is too large its beginning is read, also when the server announces less", async () => {
  const raw = Buffer.alloc(25 * MEGABYTE + 2, "a");
  const { read } = await inbox([letter(1, { raw }), letter(2, { raw, size: 10 }), letter(3)]);
  const reading = await read(null);
  expect(
    reading.ok && reading.messages.map(({ uid, isWhole, raw: bytes }) => [uid, isWhole, bytes.byteLength]),
  ).toEqual([
    [1, false, 256 * 1024],
    [2, false, 25 * MEGABYTE],
  ]);
  expect(reading).toMatchObject({ isMore: true, place: { uid: 2 } });
});

test("a connection that breaks keeps what was read; one that breaks at once says so", async () => {
  const { server, read } = await inbox([letter(1), letter(2)]);
  server.state.breaksAt = 2;
  expect(await read(null)).toMatchObject({ ok: true, isMore: true, place: { uid: 1 }, messages: [{ uid: 1 }] });
  expect(await read({ uidValidity: "1", uid: 1 })).toMatchObject({
    ok: false,
    stage: "inbox",
    message: expect.stringContaining("messages could not be read"),
  });
});

test("a refused login, a server that is gone and an aborted look are answers, and a private host is not dialled", async () => {
  const { server, read } = await inbox([letter(1)]);
  server.state.password = "another";
  expect(await read(null)).toMatchObject({ ok: false, stage: "auth" });
  const over = new AbortController();
  over.abort();
  expect(await read(null, over.signal)).toMatchObject({ ok: false });
  await server.stop();
  expect(await read(null)).toMatchObject({ ok: false, stage: "connect" });
  const account = { host: "10.0.0.5", port: 993, secure: true, user: "jo", password: "right" };
  const cloud = imapMailboxes({ allowLoopback: false });
  const from = { place: null, since: SINCE };
  expect(await cloud.readInbox(account, from, new AbortController().signal)).toMatchObject({ ok: false, stage: "dns" });
});
