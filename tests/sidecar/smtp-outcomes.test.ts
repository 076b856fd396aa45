import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { Engine, type Claim } from "../supabase/sequence-world";

type Executed = { json: { outcome: string } }[][];
type SmtpNode = { execute(this: object): Promise<Executed> };
const { GreenlightSmtpSend } = createRequire(import.meta.url)("../../sidecar/n8n/nodes/GreenlightSmtpSend.node.js") as {
  GreenlightSmtpSend: new () => SmtpNode;
};

vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");

let world: LeadsWorld;
let engine: Engine;
let mail: RecipientServer;
beforeAll(async () => {
  world = await createLeadsWorld();
  engine = await Engine.start(world);
  mail = await startRecipientServer({ refuse: new Set() });
});
afterAll(async () => {
  await mail.stop();
  await engine.stop();
  await world.close();
});

const FIELDS: Record<string, keyof Claim> = {
  claimId: "claim_id",
  fromEmail: "from_email",
  toEmail: "to_email",
  subject: "subject",
  text: "text_body",
  messageId: "message_id",
};

async function postgresCredential(): Promise<object> {
  const { loginRole, password } = await getLeadsAccess(world.ctx(engine.workspace));
  const { hostname, port, pathname } = new URL(world.url);
  return { host: hostname, port, database: pathname.slice(1), user: loginRole, password, ssl: "disable" };
}

test("stopped within a batch, what went out is recorded as sent, the rest is due again, nothing is unknown", async () => {
  const leads = new Map<string, string>();
  for (const name of ["ann", "bob", "eve"]) {
    const email = `${name}@example.com`;
    leads.set(email, await engine.drafted(email));
  }
  const claims = await engine.claim();
  const cancel = new AbortController();
  const smtp = { host: "127.0.0.1", port: mail.port, secure: false, disableStartTls: true, user: "ada", password: "x" };
  const postgres = await postgresCredential();
  const execution = {
    getExecutionCancelSignal: () => cancel.signal,
    getCredentials: async (type: string) => (type === "smtp" ? smtp : postgres),
    getInputData: () => claims,
    getNodeParameter: (name: string, item: number) => {
      // n8n stops the execution while the second message is being prepared.
      if (item === 1) cancel.abort();
      const field = FIELDS[name];
      return field ? claims[item]?.[field] : "";
    },
  };
  const [items = []]: Executed = await GreenlightSmtpSend.prototype.execute.call(execution);
  expect(items.map(({ json }) => json.outcome)).toEqual(["sent", "failed", "failed"]);
  expect(mail.received.map(({ to }) => to)).toEqual([claims[0]?.to_email]);
  const statuses = await Promise.all(claims.map(({ to_email }) => engine.mail(leads.get(to_email) ?? "")));
  expect(statuses).toMatchObject([
    { status: "sent" },
    { status: "drafted", outcome_detail: expect.stringMatching(/stopped before this message/) },
    { status: "drafted", outcome_detail: expect.stringMatching(/stopped before this message/) },
  ]);
});
