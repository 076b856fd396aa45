import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "svix";
import { POST } from "@/app/api/email/inbound/route";
import { processEmail } from "@/lib/company/mail/process-email";
import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { createTestWorld, type Company, type TestWorld } from "./test-world";

export const DOMAIN = "inbox.example";
export const SECRET = randomBytes(16).toString("hex");
export const SIGNING_SECRET = `whsec_${randomBytes(24).toString("base64")}`;

export type Answer = { status: number; body: Record<string, unknown> };
export type MailWorld = TestWorld & {
  /** Posts a body to the webhook. */
  post(body: BodyInit, headers: Record<string, string>): Promise<Answer>;
  /** A whole message as Postmark would hand it over. */
  deliver(raw: string, to: string, id?: string): Promise<Answer>;
  /** An event as Resend signs it. */
  resend(event: unknown, options?: { key?: string; at?: Date; id?: string }): Promise<Answer>;
  address(company: Company): Promise<string>;
  /** Runs every waiting job of received messages. */
  work(company: Company): Promise<void>;
  rows(company: Company): Promise<Record<string, unknown>[]>;
};

let deliveries = 0;

/** A world that mail can be sent to. */
export async function createMailWorld(environment: Record<string, string> = {}): Promise<MailWorld> {
  const home = mkdtempSync(join(tmpdir(), "greenlight-mail-"));
  const world = await createTestWorld({
    GREENLIGHT_HOME: home,
    EMAIL_DOMAIN: DOMAIN,
    INBOUND_WEBHOOK_SECRET: SECRET,
    RESEND_WEBHOOK_SECRET: SIGNING_SECRET,
    ...environment,
  });
  const post: MailWorld["post"] = async (body, headers) => {
    const url = "http://localhost/api/email/inbound";
    const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    const response = await POST(new Request(url, init), { params: Promise.resolve({}) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const rows: MailWorld["rows"] = async ({ workspaceId }) =>
    (
      await world.admin.query("select * from inbound_email_messages where workspace_id = $1 order by received_at, id", [
        workspaceId,
      ])
    ).rows;
  return {
    ...world,
    post,
    rows,
    deliver: (raw, to, id = `pm-${++deliveries}`) =>
      post(JSON.stringify({ MessageID: id, OriginalRecipient: to, RawEmail: raw }), {
        "content-type": "application/json",
        "x-webhook-secret": SECRET,
      }),
    resend: (event, { key = SIGNING_SECRET, at = new Date(), id = `msg_${++deliveries}` } = {}) => {
      const body = JSON.stringify(event);
      return post(body, {
        "content-type": "application/json",
        "svix-id": id,
        "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
        "svix-signature": new Webhook(key).sign(id, at, body),
      });
    },
    address: async (company) => (await getEmailIdentity(company.owner, { projectId: company.projectId })).reply_address,
    work: async (company) => {
      for (const row of await rows(company)) {
        if (row.status === "received") await processEmail(company.job, { messageId: String(row.id) });
      }
    },
  };
}

type Written = {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  id?: string;
  headers?: string[];
  /** The verdict of our receiver about the sender. */
  dmarc?: "pass" | "fail" | "none" | null;
};

/** A message as our receiver hands it over, with its verdict on top. */
export function rawMail({ from = "Ann <ann@buyer.example>", to = "", ...mail }: Written): string {
  const {
    subject = "A question",
    text = "What does it cost?",
    id = randomBytes(8).toString("hex"),
    dmarc = "pass",
  } = mail;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "";
  return [
    `Received: from mx.${domain} by mx.${DOMAIN} with ESMTPS; Sun, 29 Nov 2026 10:00:00 +0000`,
    ...(dmarc === null ? [] : [`Authentication-Results: mx.${DOMAIN}; dmarc=${dmarc} header.from=${domain}`]),
    ...(mail.headers ?? []),
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}@${domain}>`,
    "Date: Sun, 29 Nov 2026 10:00:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
    "",
  ].join("\r\n");
}
