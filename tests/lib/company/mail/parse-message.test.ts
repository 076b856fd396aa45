import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MAX_MESSAGE_BYTES, parseMessage, textOfHtml } from "@/lib/company/mail/parse-message";

const HEAD =
  "From: Pat O'Hara <pat.o'hara@case.example>\r\nSubject: Hi =?utf-8?Q?=C3=A9?=\r\nMessage-ID: <m1@case.example>\r\n";
const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

function nested(depth: number): string {
  const levels = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  );
  return `${HEAD}MIME-Version: 1.0\r\n${levels.join("")}Content-Type: text/plain\r\n\r\nhello\r\n`;
}

test.each([
  ["of 26 MB", Buffer.concat([bytes(`${HEAD}\r\n`), Buffer.alloc(MAX_MESSAGE_BYTES + 1, 65)]), {}],
  ["with 2,000 nested parts", bytes(nested(2_000)), {}],
  ["that takes too long", bytes(nested(900)), { timeoutMs: 1 }],
])("a message %s is told by its headers, with the reason", async (_what, raw, options) => {
  expect(await parseMessage(raw, options)).toMatchObject({
    from: { address: "pat.o'hara@case.example" },
    subject: "Hi é",
    messageId: "<m1@case.example>",
    text: "",
    problem: expect.stringContaining("The message") as string,
  });
  // The thread that failed was replaced.
  expect((await parseMessage(bytes(`${HEAD}\r\nhello`))).text).toBe("hello");
});

test.each([
  ["an unknown charset", "Content-Type: text/plain; charset=klingon-1\r\n\r\nhello \xff\xfe\0 you", "hello"],
  ["a time in the future", "Date: Mon, 02 Nov 2099 10:02:30 +0000\r\n\r\nhello", "hello"],
  ["no body", "", ""],
  ["an unfinished part", 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhello', "hello"],
  ["windows-1252", "Content-Type: text/plain; charset=windows-1252\r\n\r\nDon\x92t", "Don’t"],
])("a message with %s is read", async (_what, rest, text) => {
  const message = await parseMessage(bytes(HEAD + rest));
  expect(message).toMatchObject({ problem: null, subject: "Hi é" });
  expect(message.text).toContain(text);
  expect(JSON.stringify(message)).not.toContain("\\u0000");
});

test("a text in HTML comes without what is hidden, and quotations keep their marks", async () => {
  const html =
    '<p>Yes</p><div style="DISPLAY : none">unsubscribe</div><span hidden>stop</span><blockquote>Hi Ann</blockquote>';
  expect(await textOfHtml(html)).toBe("Yes\n\n> Hi Ann");
});

test("a delivery report gives each recipient's status and the message it is about", async () => {
  const report = readFileSync("tests/fixtures/replies/bounce.eml");
  expect(await parseMessage(report)).toMatchObject({
    delivery: [
      { recipient: "ann@case.example", action: "failed", status: "5.1.1", diagnostic: "smtp; 550 5.1.1 no such user" },
    ],
    returned: ["<c1@acme.example>"],
  });
});

test.each([
  ["20,000 parts", `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(20_000)}--b--`],
  ["200,000 nested elements", `Content-Type: text/html\r\n\r\n${"<div>".repeat(200_000)}`],
  ["a million header lines", `${"X-Nothing: at all\r\n".repeat(1_000_000)}\r\nhello`],
  ["a header without an end", `X-Long: ${"y ".repeat(5_000_000)}\r\n\r\nhello`],
])("a message with %s is told by its headers at least, within the limits of a message", async (_what, rest) => {
  const message = await parseMessage(bytes(HEAD + rest));
  expect(message).toMatchObject({ from: { address: "pat.o'hara@case.example" }, messageId: "<m1@case.example>" });
  expect(message.text.length).toBeLessThanOrEqual(500_000);
  expect(message.headers.length).toBeLessThanOrEqual(500);
  expect((await parseMessage(bytes(`${HEAD}\r\nhello`))).text).toBe("hello");
});
