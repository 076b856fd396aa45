import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClaimedEmail } from "@/lib/contracts/engine";
import { startFakeEngine, withdrawn, type FakeEngine } from "../support/fake-engine";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";

type Lot = { results: { claim_id: string; status: string; response: string }[]; stopped: string | null; more: boolean };
type SendNode = { execute(this: object): Promise<{ json: Lot }[][]> };
const { GreenlightSend } = createRequire(import.meta.url)("../../sidecar/n8n/nodes/GreenlightSend.node.js") as {
  GreenlightSend: new () => SendNode;
};
vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");

const TOKEN = "workspace-token";
const GONE = "gone@example.com";

let mail: RecipientServer;
let engine: FakeEngine;
const cleanUps: (() => Promise<void>)[] = [];
beforeEach(async () => {
  mail = await startRecipientServer({ refuse: new Set([GONE]) });
  cleanUps.push(mail.stop);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startEngine(options: Partial<Parameters<typeof startFakeEngine>[0]> = {}): Promise<void> {
  engine = await startFakeEngine({ token: TOKEN, ...options });
  cleanUps.push(engine.stop);
}

const claimTo = (to: string): ClaimedEmail => ({
  claim_id: randomUUID(),
  lead_id: randomUUID(),
  to,
  to_name: "Lee",
  from: "ann@sender.example",
  from_name: "Ann",
  reply_to: "ann@sender.example",
  subject: "Hello",
  text: "Text",
  html: "<p>Text</p>",
  headers: {},
  message_id: `<${randomUUID()}@sender.example>`,
});
const lotOf = (...names: string[]): ClaimedEmail[] => names.map((name) => claimTo(`${name}@example.com`));

type Run = { reasons?: object[]; port?: number; cancelled?: AbortSignal; more?: object; transport?: string };

async function send(
  claims: ClaimedEmail[],
  { reasons = [], port = mail.port, cancelled, more, transport = "smtp" }: Run = {},
): Promise<Lot> {
  const credentials: Record<string, object> = {
    smtp: { host: "127.0.0.1", port, secure: false, disableStartTls: true, user: "ada", password: "x" },
    httpHeaderAuth: { name: "x-webhook-token", value: TOKEN },
  };
  const parameters: Record<string, string> = { transport, engineUrl: engine.url };
  const n8n = {
    getExecutionCancelSignal: () => cancelled,
    getCredentials: async (type: string) => credentials[type],
    getInputData: () => [{ json: { claims, reasons } }],
    getNodeParameter: (name: string) => parameters[name],
    ...more,
  };
  const [lots = []] = await GreenlightSend.prototype.execute.call(n8n);
  return lots[0]!.json;
}

const statusesOf = ({ results }: Lot): string[] => results.map(({ status }) => status);
const namesOf = (claims: ClaimedEmail[]): Map<string, string> =>
  new Map(claims.map(({ claim_id, to }) => [claim_id, to.split("@")[0]!]));
const inWords = (claims: ClaimedEmail[]): string[] =>
  engine.asked.map((line) => line.replace(/\S+$/, (id) => namesOf(claims).get(id) ?? id));

describe("a lot", () => {
  test("is confirmed, handed over and reported one message after the other", async () => {
    await startEngine();
    const claims = [...lotOf("ann"), claimTo(GONE), ...lotOf("eve")];
    const lot = await send(claims, { reasons: [] });
    expect(statusesOf(lot)).toEqual(["sent", "refused", "sent"]);
    expect(lot).toMatchObject({ stopped: null, more: true });
    expect(inWords(claims)).toEqual(["ann", "gone", "eve"].flatMap((name) => [`confirm ${name}`, `outcome ${name}`]));
    expect(mail.received.map(({ to }) => to)).toEqual(["ann@example.com", "eve@example.com"]);
    expect(engine.reported[1]?.report).toMatchObject({
      status: "refused",
      code: 550,
      response: expect.stringContaining("5.1.1"),
    });
  });

  test.each([
    ["a full lot", [], true],
    ["the last of what is due", [{ code: "step.waiting", count: 3 }], false],
  ])("says after %s whether to claim again", async (_what, reasons, more) => {
    await startEngine();
    expect((await send(lotOf("ann"), { reasons })).more).toBe(more);
    expect((await send([], { reasons })).more).toBe(false);
  });

  test("goes on after a claim that was withdrawn, without sending or reporting it", async () => {
    const claims = lotOf("ann", "bob", "eve");
    const optedOut = claims[1]?.claim_id;
    await startEngine({ onConfirm: (id) => (id === optedOut ? withdrawn("lead.stopped") : undefined) });
    expect(statusesOf(await send(claims))).toEqual(["sent", "withdrawn", "sent"]);
    expect(mail.received.map(({ to }) => to)).toEqual(["ann@example.com", "eve@example.com"]);
    expect(engine.asked).not.toContain(`outcome ${optedOut}`);
  });

  test.each(["lead.stopped", "campaign.not_active", "workspace.frozen"])(
    "when %s becomes true while the first message is under way, the rest stays unsent",
    async (reason) => {
      let stopped = false;
      await startEngine({ onConfirm: () => (stopped ? withdrawn(reason) : undefined) });
      const answered = Promise.withResolvers<void>();
      const underWay = mail.holdNext(answered.promise);
      const sending = send(lotOf("ann", "bob", "eve"));
      await underWay;
      stopped = true;
      answered.resolve();
      expect(statusesOf(await sending)).toEqual(["sent", "withdrawn", "withdrawn"]);
      expect(mail.received).toHaveLength(1);
    },
  );

  test.each([
    [403, "Workspace is frozen", "workspace.frozen"],
    [401, "This token was revoked", "token.invalid"],
  ])("ends when Greenlight answers %i: nothing more is asked for, nothing is sent", async (status, error, code) => {
    await startEngine({ onConfirm: () => ({ status, body: { error, code } }) });
    const lot = await send(lotOf("ann", "bob"));
    expect(statusesOf(lot)).toEqual(["not_sent", "not_sent"]);
    expect(lot).toMatchObject({ stopped: `${error} (${code})`, more: false });
    expect(engine.asked.filter((line) => line.startsWith("confirm"))).toHaveLength(1);
    expect(mail.received).toEqual([]);
  });

  test("ends at once at an unusable server: its words are reported once, the rest is given back", async () => {
    await startEngine();
    await mail.stop();
    cleanUps.shift();
    const claims = lotOf("ann", "bob", "eve");
    const lot = await send(claims);
    expect(statusesOf(lot)).toEqual(["server_unusable", "not_sent", "not_sent"]);
    expect(lot.stopped).toContain("ECONNREFUSED");
    expect(engine.reported.map(({ report }) => report.status)).toEqual(statusesOf(lot));
    expect(engine.reported[0]?.report.response).toContain("ECONNREFUSED");
    expect(engine.asked.filter((line) => line.startsWith("confirm"))).toEqual([]);
  });

  test("ends when Greenlight says that a refusal is about the account", async () => {
    await startEngine({
      onOutcome: ({ claimId, report }) =>
        report.status === "refused"
          ? { status: 200, body: { claim_id: claimId, status: "drafted", recorded: true, stop: true } }
          : undefined,
    });
    const lot = await send([claimTo(GONE), ...lotOf("bob")]);
    expect(statusesOf(lot)).toEqual(["refused", "not_sent"]);
    expect(lot.stopped).toContain("5.1.1");
    expect(mail.received).toEqual([]);
  });

  test("sends nothing more once its execution is stopped, and gives the rest back", async () => {
    const cancel = new AbortController();
    const claims = lotOf("ann", "bob", "eve");
    await startEngine({ onConfirm: (id) => void (id === claims[1]?.claim_id && cancel.abort()) });
    const lot = await send(claims, { cancelled: cancel.signal });
    expect(statusesOf(lot)).toEqual(["sent", "not_sent", "not_sent"]);
    expect(engine.reported.map(({ report }) => report.status)).toEqual(["sent", "not_sent", "not_sent"]);
    expect(mail.received).toHaveLength(1);
  });
});

describe("an outcome", () => {
  test("is repeated until Greenlight has it, and the message is not sent again", async () => {
    let failures = 2;
    await startEngine({
      onOutcome: () =>
        failures-- > 0 ? { status: 503, body: { error: "The database is not answering." } } : undefined,
    });
    expect(statusesOf(await send(lotOf("ann")))).toEqual(["sent"]);
    expect(engine.reported).toHaveLength(1);
    expect(mail.received).toHaveLength(1);
  });

  test("that Greenlight refuses fails the execution and names the claim", async () => {
    await startEngine({
      onOutcome: () => ({ status: 404, body: { error: "No such claim.", code: "claim.not_found" } }),
    });
    const claims = lotOf("ann");
    await expect(send(claims)).rejects.toThrow(`${claims[0]?.claim_id} (sent)`);
  });
});

describe("by Gmail", () => {
  const gmail = (answer: (raw: string) => object) => ({
    getNodeParameter: (name: string) => (name === "transport" ? "gmail" : engine.url),
    helpers: {
      httpRequestWithAuthentication: async (_credential: string, { body }: { body: { raw: string } }) =>
        answer(Buffer.from(body.raw, "base64url").toString()),
    },
  });
  const refusing = (error: object) =>
    gmail(() => {
      throw Object.assign(new Error("Gmail said no"), error);
    });

  test("the message is the one that SMTP would carry, and Gmail's id is reported", async () => {
    await startEngine();
    let raw = "";
    const claims = lotOf("ann");
    const lot = await send(claims, { more: gmail((message) => ((raw = message), { id: "gmail-7" })) });
    expect(statusesOf(lot)).toEqual(["sent"]);
    const parsed = await simpleParser(raw);
    expect(parsed).toMatchObject({ subject: "Hello", messageId: claims[0]?.message_id });
    expect(engine.reported[0]?.report.provider_message_id).toBe("gmail-7");
  });

  test.each([
    ["an address that Gmail refuses", { httpCode: "400", description: "Invalid To header" }, "refused"],
    ["an expired consent", { httpCode: "401" }, "server_unusable"],
    ["a used-up quota", { httpCode: "429" }, "server_unusable"],
    ["a refresh that fails", { message: "invalid_grant" }, "server_unusable"],
    ["no connection", { message: "connect ECONNREFUSED 127.0.0.1:443" }, "server_unusable"],
    ["an error of Gmail's", { httpCode: "500" }, "unknown"],
    ["silence", { message: "timeout of 60000ms exceeded" }, "unknown"],
  ])("%s is reported as it is", async (_what, error, status) => {
    await startEngine();
    expect(statusesOf(await send(lotOf("ann"), { more: refusing(error) }))).toEqual([status]);
  });
});

describe("a lot that the application sends", () => {
  const byGateway = (claims: ClaimedEmail[]) =>
    send(claims, {
      transport: "gateway",
      more: {
        getCredentials: async (type: string) => {
          if (type !== "httpHeaderAuth") throw new Error(`the machine has no ${type} account`);
          return { name: "x-webhook-token", value: TOKEN };
        },
      },
    });
  const answered = (claim_id: string, more: object) => ({
    status: 200,
    body: { claim_id, status: "sent", recorded: true, stop: false, message_id: null, response: null, ...more },
  });

  test("is posted one claim after the other; this machine needs no account, confirms nothing and reports nothing", async () => {
    await startEngine();
    const claims = lotOf("ann", "bob", "eve");
    const lot = await byGateway(claims);
    expect(statusesOf(lot)).toEqual(["sent", "sent", "sent"]);
    expect(lot).toMatchObject({ stopped: null, more: true });
    expect(inWords(claims)).toEqual(["send ann", "send bob", "send eve"]);
    expect(mail.received).toEqual([]);
  });

  test("goes on after a claim that must not go, and ends when the account cannot send: the rest is given back", async () => {
    const claims = lotOf("ann", "bob", "eve", "joe");
    const [, optedOut, last] = claims.map(({ claim_id }) => claim_id);
    await startEngine({
      onSend: (id) => {
        if (id === optedOut) return withdrawn("lead.stopped");
        return answered(id, id === last ? { status: "approved", stop: true, response: "535 Bad login" } : {});
      },
    });
    const lot = await byGateway(claims);
    expect(statusesOf(lot)).toEqual(["sent", "withdrawn", "approved", "not_sent"]);
    expect(lot).toMatchObject({ stopped: "535 Bad login", more: false });
    expect(inWords(claims)).toEqual(["send ann", "send bob", "send eve", "outcome joe"]);
  });

  test("is asked for again when an answer was lost, until the application says what became of it", async () => {
    let times = 0;
    await startEngine({
      onSend: (id) => {
        times += 1;
        if (times === 1) return { status: 502, body: {} };
        if (times === 2) return { status: 409, body: { error: "It is being sent.", code: "claim.under_way" } };
        return answered(id, { recorded: false });
      },
    });
    const claims = lotOf("ann");
    expect(statusesOf(await byGateway(claims))).toEqual(["sent"]);
    expect(inWords(claims)).toEqual(["send ann", "send ann", "send ann"]);
  });

  test("ends when the workspace may not send at all", async () => {
    await startEngine({
      onSend: () => ({ status: 403, body: { error: "Workspace is frozen", code: "workspace.frozen" } }),
    });
    const claims = lotOf("ann", "bob");
    const lot = await byGateway(claims);
    expect(statusesOf(lot)).toEqual(["not_sent", "not_sent"]);
    expect(lot.stopped).toBe("Workspace is frozen (workspace.frozen)");
    expect(engine.asked.filter((line) => line.startsWith("send"))).toHaveLength(1);
  });
});
