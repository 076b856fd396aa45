import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getMailThread } from "@/lib/company/mail/get-mail-thread";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { listMessages } from "@/lib/company/mail/list-messages";
import { listUnmatchedMail } from "@/lib/company/mail/list-unmatched-mail";
import { markMailThread } from "@/lib/company/mail/mark-mail-thread";
import { recordDelivery } from "@/lib/company/mail/record-delivery";
import { sendTest } from "@/lib/company/mail/send-test";
import type { AdminCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let address: string;
beforeAll(async () => {
  world = await createMailWorld({ SUPER_ADMIN_IDS: "user_admin", LOCAL_MODE: "true" });
});
beforeEach(async () => {
  company = await world.company();
  address = await world.address(company);
});
afterAll(() => world.close());

const arrive = async (subject: string): Promise<void> => {
  await world.deliver(rawMail({ to: address, subject, text: "Hello" }), address);
  await world.work(company);
};
const threadsOf = (limit = 50, cursor?: string) =>
  listMailThreads(company.owner, { projectId: company.projectId, limit, ...(cursor && { cursor }) });

describe("reading", () => {
  test("conversations and messages come newest first, by pages, and count the unread", async () => {
    for (const subject of ["One", "Two", "Three"]) await arrive(subject);
    const first = await threadsOf(2);
    const second = await threadsOf(2, first.next_cursor!);
    expect([...first.data, ...second.data].map(({ subject }) => subject)).toEqual(["Three", "Two", "One"]);
    expect({ unread: first.unread, end: second.next_cursor }).toEqual({ unread: 3, end: null });
    const messages = await listMessages(company.owner, { projectId: company.projectId, limit: 2 });
    const rest = await listMessages(company.owner, {
      projectId: company.projectId,
      limit: 2,
      cursor: messages.next_cursor!,
    });
    expect([...messages.data, ...rest.data].map(({ subject }) => subject)).toEqual(["Three", "Two", "One"]);
    const none = await listMessages(company.owner, { projectId: company.projectId, limit: 2, status: "quarantined" });
    expect(none.data).toEqual([]);
  });

  test("a conversation that was read is unread again with the next message, and for members who write alone", async () => {
    await arrive("One");
    const [thread] = (await threadsOf()).data;
    const ref = { projectId: company.projectId, threadId: thread!.id };
    await expect(markMailThread(company.viewer, { ...ref, read: true })).rejects.toMatchObject({
      code: "permission.missing",
    });
    await markMailThread(company.owner, { ...ref, read: true });
    expect((await threadsOf()).unread).toBe(0);
    await world.deliver(rawMail({ to: thread!.reply_address }), thread!.reply_address);
    await world.work(company);
    expect((await threadsOf()).unread).toBe(1);
    expect((await getMailThread(company.viewer, ref)).received).toHaveLength(2);
  });

  test("nothing of it exists for another workspace", async () => {
    await arrive("Secret");
    const [thread] = (await threadsOf()).data;
    const ref = { projectId: company.projectId, threadId: thread!.id };
    await expect(getMailThread(company.stranger, ref)).rejects.toMatchObject({ code: "mail_thread.not_found" });
    const { projectId } = company;
    expect((await listMailThreads(company.stranger, { projectId, limit: 50 })).data).toEqual([]);
    expect((await listMessages(company.stranger, { projectId, limit: 50 })).data).toEqual([]);
    await markMailThread(company.stranger, { ...ref, read: true });
    expect((await threadsOf()).unread).toBe(1);
  });
});

test("administrators alone list the mail that no address matched, without its words", async () => {
  const admin = {
    ...world.system(),
    user: { userId: "user_admin", email: "admin@x.example" },
    superAdmin: true,
  } as AdminCtx;
  await world.deliver(rawMail({ to: "lost@inbox.example", subject: "Lost", text: "canary" }), "lost@inbox.example");
  const { data } = await listUnmatchedMail(admin, { limit: 10 });
  expect(data[0]).toMatchObject({ recipient: "lost@inbox.example", sender: "", status: "unmatched" });
  expect(JSON.stringify(data)).not.toContain("canary");
  const nobody = { ...world.user(), superAdmin: true } as AdminCtx;
  await expect(listUnmatchedMail(nobody, { limit: 10 })).rejects.toMatchObject({ code: "admin.forbidden" });
});

describe("a test of the address", () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        void world.post(Buffer.concat(chunks), headers).then(({ status, body }) => {
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        });
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    Object.assign(env(), { APP_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => void server.close());

  test("comes in by the webhook with its secret and is filed like any other", async () => {
    const { projectId } = company;
    await expect(sendTest(company.viewer, { projectId })).rejects.toMatchObject({ code: "permission.missing" });
    expect(await sendTest(company.owner, { projectId })).toEqual({ to: address });
    await world.work(company);
    expect((await threadsOf()).data).toMatchObject([
      { subject: "Test of your company's address", evidence: "own_address" },
    ]);
    await expect(sendTest(company.stranger, { projectId })).rejects.toMatchObject({ code: "email_identity.not_found" });
  });

  test("says what is missing where no provider receives mail", async () => {
    Object.assign(env(), { LOCAL_MODE: false });
    await expect(sendTest(company.owner, { projectId: company.projectId })).rejects.toMatchObject({
      code: "inbound_email.no_provider",
    });
    Object.assign(env(), { LOCAL_MODE: true });
  });
});

test("news of an email that is not ours changes nothing", async () => {
  const news = {
    kind: "outcome",
    provider: "resend",
    providerMessageId: "none",
    outcome: "bounced",
    words: "",
  } as const;
  await recordDelivery(world.system(), news);
  expect(await world.ledger(company.workspaceId)).not.toContainEqual(
    expect.objectContaining({ event_type: "email.outbound.bounced" }),
  );
});
