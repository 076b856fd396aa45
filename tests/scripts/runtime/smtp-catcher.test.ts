import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSmtpCatcher, type SmtpCatcher } from "@/scripts/runtime/smtp-catcher";

let catcher: SmtpCatcher;
beforeEach(async () => {
  catcher = await startSmtpCatcher({
    port: 0,
    outboxDir: join(await mkdtemp(join(tmpdir(), "greenlight-outbox-")), "outbox"),
  });
});
afterEach(async () => {
  await catcher.stop();
  await rm(join(catcher.outboxDir, ".."), { recursive: true });
});

const transport = () =>
  createTransport({ host: catcher.host, port: catcher.port, secure: false, auth: { user: "test", pass: "test" } });

test("every accepted message is one complete file, with its envelope", async () => {
  const text = "First\n.a line with a dot\n..and two\nlast";
  const one = { from: "Ada <ada@sender.test>", to: "lead@recipient.test", subject: "Grüße", text };
  await Promise.all([transport().sendMail(one), transport().sendMail({ ...one, bcc: "hidden@recipient.test" })]);

  const files = await readdir(catcher.outboxDir);
  expect(files).toHaveLength(2);
  const raw = await Promise.all(files.map((name) => readFile(join(catcher.outboxDir, name))));
  for (const message of await Promise.all(raw.map((bytes) => simpleParser(bytes)))) {
    expect(message).toMatchObject({ subject: "Grüße" });
    expect(message.text?.trimEnd()).toBe(text);
    expect(message.headers.get("return-path")).toMatchObject({ value: [{ address: "ada@sender.test" }] });
  }
  expect(raw.some((bytes) => bytes.includes("Delivered-To: hidden@recipient.test"))).toBe(true);
});

test("a sender that hangs up in the middle leaves no file, and the next one is served", async () => {
  const socket = connect(catcher.port, catcher.host);
  const said = socket.setEncoding("utf8");
  await once(said, "data");
  for (const line of ["EHLO me", "MAIL FROM:<a@sender.test>", "RCPT TO:<b@recipient.test>", "DATA"]) {
    socket.write(`${line}\r\n`);
    await once(said, "data");
  }
  socket.write("Subject: half\r\n\r\nnot finis");
  socket.destroy();
  await once(socket, "close");

  await transport().sendMail({ from: "a@sender.test", to: "b@recipient.test", subject: "whole", text: "x" });
  const kept = (await readdir(catcher.outboxDir)).filter((name) => name.endsWith(".eml"));
  expect(kept).toHaveLength(1);
});

test("a folder that is gone is a temporary refusal, never a lost message", async () => {
  await rm(catcher.outboxDir, { recursive: true });
  const sent = transport().sendMail({ from: "a@sender.test", to: "b@recipient.test", subject: "x", text: "x" });
  await expect(sent).rejects.toMatchObject({ responseCode: 452 });
});
