import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { processEmail } from "@/lib/company/mail/process-email";
import { fileEmail } from "@/lib/company/mail/file-email";
import { getMailThread } from "@/lib/company/mail/get-mail-thread";
import { keepAttachments } from "@/lib/company/mail/keep-attachments";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { matchThread } from "@/lib/company/mail/match-thread";
import { receiveEmail } from "@/lib/company/mail/receive-email";
import type { MailThread } from "@/lib/company/mail/schemas";
import { weighSender } from "@/lib/company/mail/weigh-sender";
import { rotateEmailIdentity } from "@/lib/company/projects/rotate-email-identity";
import { createMailWorld, DOMAIN, rawMail, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let address: string;
beforeAll(async () => {
  world = await createMailWorld();
});
beforeEach(async () => {
  company = await world.company();
  address = await world.address(company);
});
afterAll(() => world.close());

type Mail = Parameters<typeof rawMail>[0];

/** The row of a message that arrived and was read. */
async function arrive(mail: Mail, to = address): Promise<Record<string, unknown>> {
  const answer = await world.deliver(rawMail({ to, ...mail }), to);
  expect(answer.status).toBe(200);
  await world.work(company);
  const [kept] = answer.body.messages as { id: string }[];
  return (await world.rows(company)).find((row) => row.id === kept?.id)!;
}
const threads = async (): Promise<MailThread[]> =>
  (await listMailThreads(company.owner, { projectId: company.projectId, limit: 50 })).data;
const notices = async () =>
  (await world.admin.query("select type, title from notifications where workspace_id = $1", [company.workspaceId]))
    .rows;

test("every part of the way acts for Greenlight alone", async () => {
  const parts = [fileEmail, keepAttachments, processEmail] as unknown as ((
    ctx: unknown,
    input: unknown,
  ) => Promise<unknown>)[];
  for (const part of parts) {
    await expect(part(company.viewer, { attachments: [], messageId: crypto.randomUUID() })).rejects.toMatchObject({
      code: "permission.missing",
    });
  }
  expect([matchThread, weighSender, receiveEmail]).toHaveLength(3);
});

describe("evidence", () => {
  const member = () => company.founder.user.email;
  const CASES: [string, () => Mail, object][] = [
    ["a verified stranger", () => ({}), { auth: "pass", evidence: "unknown_sender", class: "interested" }],
    ["a verified member", () => ({ from: member() }), { auth: "pass", evidence: "owner" }],
    [
      "a forged member",
      () => ({ from: member(), dmarc: "fail" }),
      { auth: "fail", evidence: "unverified", class: null },
    ],
    ["an unaligned stranger", () => ({ dmarc: "none" }), { auth: "unknown", evidence: "unverified", class: null }],
    [
      "a stranger without any verdict",
      () => ({ dmarc: null }),
      { auth: "unknown", evidence: "unverified", class: null },
    ],
    ["an autoresponder", () => ({ headers: ["Auto-Submitted: auto-replied"] }), { evidence: "machine", class: "auto" }],
    ["a list", () => ({ headers: ["List-Id: <news.buyer.example>"] }), { evidence: "machine" }],
    ["an address of ours", () => ({ from: `other@${DOMAIN}` }), { evidence: "own_address", class: "auto" }],
    [
      "words of the law, whoever wrote them",
      () => ({ dmarc: null, text: "This is a subject access request under the GDPR." }),
      { evidence: "unverified", class: "legal" },
    ],
    [
      "words of the law in German",
      () => ({ text: "Hiermit verlange ich Auskunft nach Art. 15 DSGVO." }),
      { evidence: "unknown_sender", class: "legal" },
    ],
  ];
  test.each(CASES)("%s", async (_case, mail, expected) => {
    expect(await arrive(mail())).toMatchObject({ status: "processed", ...expected });
  });

  test("a forged address of a member warns the founder, and is not announced as the member", async () => {
    await arrive({ from: member(), dmarc: "fail" });
    expect(await notices()).toEqual([
      { type: "mail.received", title: `An email used your address “${member()}” and could not be verified` },
    ]);
  });

  test("a verified lead is known, and their wish for no more email stops the sequence", async () => {
    await world.admin.query(
      "select genesis.create_leads_partition($1) where not exists (select from genesis.partition_registry where workspace_id = $1)",
      [company.workspaceId],
    );
    await world.admin.query("insert into genesis.leads (workspace_id, email) values ($1, 'ann@buyer.example')", [
      company.workspaceId,
    ]);
    const row = await arrive({ text: "Please unsubscribe me." });
    expect(row).toMatchObject({ evidence: "known_contact", class: "opt_out" });
    const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "ingestion.record_event");
    expect(jobs).toMatchObject([{ data: { event: { contact_email: "ann@buyer.example", event_type: "opt_out" } } }]);
  });

  test("the same words without a verified sender stop nothing", async () => {
    await arrive({ text: "Please unsubscribe me.", dmarc: "none" });
    expect((await world.jobs(company.workspaceId)).filter(({ name }) => name === "ingestion.record_event")).toEqual([]);
  });
});

describe("conversations", () => {
  test("an answer to the conversation's own address is filed there, in any case; another sender is marked", async () => {
    await arrive({ subject: "One" });
    const [thread] = await threads();
    const same = await arrive({ subject: "Something else" }, thread!.reply_address.toUpperCase());
    const other = await arrive({ from: "Bob <bob@other.example>" }, thread!.reply_address);
    expect(same).toMatchObject({ thread_id: thread!.id, matched_by: "token", other_sender: false });
    expect(other).toMatchObject({ thread_id: thread!.id, matched_by: "token", other_sender: true });
    expect(await threads()).toMatchObject([{ id: thread!.id, message_count: 3, unread: true }]);
  });

  test("a signature that is not ours, of another company or revoked, opens no conversation", async () => {
    await arrive({ subject: "One" });
    const [thread] = await threads();
    const [, token = "", mac = ""] = /\+(\w+)\.(\w+)@/.exec(thread!.reply_address)!;
    const forged = [`${token}.${"a".repeat(20)}`, `${token}.${mac.slice(0, 19)}`, token, `.${mac}`, ""];
    for (const tag of forged) {
      expect(await arrive({}, address.replace("@", `+${tag}@`)), tag).toMatchObject({ matched_by: "new" });
    }
    const elsewhere = await world.company();
    const theirs = (await world.address(elsewhere)).replace("@", `+${token}.${mac}@`);
    await world.deliver(rawMail({ to: theirs }), theirs);
    await world.work(elsewhere);
    expect((await world.rows(elsewhere))[0]).toMatchObject({ matched_by: "new" });
    await world.admin.query("update mail_threads set token_revoked_at = now() where id = $1", [thread!.id]);
    expect(await arrive({}, thread!.reply_address)).toMatchObject({ matched_by: "new" });
  });

  test("references count only with the same subject from a person of the conversation", async () => {
    const first = await arrive({ subject: "Offer", id: "ref-1" });
    const headers = ["References: <ref-1@buyer.example>"];
    const again = await arrive({ subject: "Re: Offer", headers });
    expect(again).toMatchObject({ thread_id: first.thread_id, matched_by: "references" });
    expect(await arrive({ subject: "Another", headers })).toMatchObject({ matched_by: "new" });
    const stranger = { from: "eve@evil.example", subject: "Re: Offer", headers };
    expect(await arrive(stranger)).toMatchObject({ matched_by: "new" });
  });

  test("after a replacement the address of a conversation goes on for 90 days and the plain one does not", async () => {
    await arrive({ subject: "One" });
    const [thread] = await threads();
    await rotateEmailIdentity(company.owner, { projectId: company.projectId });
    expect(await arrive({}, thread!.reply_address)).toMatchObject({ status: "processed", thread_id: thread!.id });
    expect(await arrive({})).toMatchObject({ status: "unmatched", why: "retired_address", thread_id: null });
    await world.admin.query(
      "update project_email_identities set rotated_at = now() - interval '91 days' where reply_address = $1",
      [address],
    );
    expect(await arrive({}, thread!.reply_address)).toMatchObject({ status: "unmatched", why: "expired_token" });
    const types = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    expect(types.filter((type) => type === "email.inbound.unmatched")).toHaveLength(2);
  });
});

describe("unreadable messages", () => {
  test("a message of 2,000 parts is quarantined in a conversation, with its headers and its bytes", async () => {
    const part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n";
    const raw = rawMail({ to: address, headers: ["X-Kind: bomb"] })
      .replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"')
      .replace("What does it cost?", `${part.repeat(2_000)}--b--`);
    await world.deliver(raw, address);
    await world.work(company);
    const [row] = await world.rows(company);
    expect(row).toMatchObject({ status: "quarantined", sender: "ann@buyer.example", subject: "A question" });
    expect(row!.raw).toEqual(Buffer.from(raw));
    const types = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    expect(types.filter((type) => type.startsWith("email.inbound"))).toEqual([
      "email.inbound.received",
      "email.inbound.quarantined",
    ]);
  });
});

describe("attachments", () => {
  const attached = (name: string, type: string, content: Buffer): string =>
    rawMail({ to: address })
      .replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"')
      .replace(
        "What does it cost?",
        `--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString("base64")}\r\n--b--`,
      );
  test("have a clean name and the type of their bytes, and the same bytes are kept once", async () => {
    const script = Buffer.from("<html><script>alert(1)</script></html>");
    await world.deliver(attached("../../etc/passwd\u202egnp.exe", "image/png", script), address);
    await world.deliver(attached("again.html", "text/html", script), address);
    await world.work(company);
    const rows = await world.rows(company);
    const kept = rows.map(({ attachments }) => (attachments as { name: string; type: string; asset_id: string }[])[0]!);
    expect(kept[0]!.name).not.toMatch(/[/\\\u202e]/);
    expect(kept.map(({ type }) => type)).toEqual(["application/octet-stream", "application/octet-stream"]);
    expect(kept[0]!.asset_id).toBe(kept[1]!.asset_id);
    const { rows: assets } = await world.admin.query("select state from project_assets where workspace_id = $1", [
      company.workspaceId,
    ]);
    expect(assets).toEqual([{ state: "ready" }]);
    const detail = await getMailThread(company.owner, {
      projectId: company.projectId,
      threadId: String(rows[0]!.thread_id),
    });
    expect(detail.received[0]!.attachments).toEqual(rows[0]!.attachments);
  });
});

describe("a message that Resend announces", () => {
  let server: Server;
  let answers: Record<string, () => { status: number; body: string }> = {};
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ""]?.() ?? { status: 404, body: "{}" };
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { env } = await import("@/lib/platform/env");
    Object.assign(env(), {
      RESEND_API_KEY: "re_x",
      RESEND_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  });
  afterAll(async () => {
    const { env } = await import("@/lib/platform/env");
    Object.assign(env(), { RESEND_API_KEY: undefined, RESEND_API_URL: undefined });
    server.close();
  });
  const event = (id: string) => ({
    type: "email.received",
    data: { email_id: id, from: "Ann <ann@buyer.example>", to: [address], subject: "A question" },
  });

  test("is fetched by its id once the provider has it, judged by the provider's own line, and filed once", async () => {
    const raw = rawMail({
      to: address,
      dmarc: null,
      headers: [
        "Authentication-Results: amazonses.com; dmarc=pass header.from=buyer.example",
        "Authentication-Results: amazonses.com; dmarc=fail header.from=buyer.example",
      ],
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    answers = {};
    expect(
      await world.resend(event("e-1"), { key: `whsec_${Buffer.from("another").toString("base64")}` }),
    ).toMatchObject({ status: 401 });
    expect(await world.resend(event("e-1"), { at: new Date(Date.now() - 10 * 60_000) })).toMatchObject({ status: 401 });
    expect(await world.rows(company)).toEqual([]);
    for (const _ of [1, 2]) expect(await world.resend(event("e-1"))).toMatchObject({ status: 200 });
    await expect(world.work(company)).rejects.toMatchObject({ code: "inbound_email.not_there", retryable: true });
    answers = {
      "/emails/receiving/e-1": () => ({ status: 200, body: JSON.stringify({ raw: { download_url: `${base}/raw` } }) }),
      "/raw": () => ({ status: 200, body: raw }),
    };
    await world.work(company);
    expect(await world.rows(company)).toMatchObject([{ status: "processed", auth: "pass", subject: "A question" }]);
  });

  test("is put together from its fields where the provider keeps no bytes", async () => {
    const fields = {
      from: "Ann <ann@buyer.example>",
      to: [address],
      subject: "Größe",
      text: "Which size?",
      message_id: "<f@buyer.example>",
    };
    answers = { "/emails/receiving/e-2": () => ({ status: 200, body: JSON.stringify(fields) }) };
    await world.resend(event("e-2"));
    await world.work(company);
    expect(await world.rows(company)).toMatchObject([
      { status: "processed", auth: "unknown", subject: "Größe", message_id: "<f@buyer.example>" },
    ]);
  });
});
