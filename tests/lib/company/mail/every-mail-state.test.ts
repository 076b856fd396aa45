import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { rotateEmailIdentity } from "@/lib/company/projects/rotate-email-identity";
import { env } from "@/lib/platform/env";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import { watchStates, type Seen } from "../../../factories/state-changes";
import type { Company } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";

let world: MailWorld;
let company: Company;
let address: string;
let server: Server;
let seen: () => Promise<Seen>;
beforeAll(async () => {
  world = await createMailWorld();
  company = await world.company();
  address = await world.address(company);
  seen = await watchStates(world, {
    table: "inbound_email_messages",
    id: "r.id::text",
    state: "case when r.workspace_id is null then 'nowhere: ' else '' end || r.status",
    tells: "e.event_type like 'email.inbound.%' and e.data ->> 'messageId' = c.id",
  });
  // A provider of two copies of one message, and of one that is a byte too large.
  server = createServer((request, response) => {
    if (request.url === "/large") return void response.end(Buffer.alloc(25 * 1024 * 1024 + 1, "x"));
    if (request.url === "/copy") return void response.end(rawMail({ to: address, id: "copy" }));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const raw = { download_url: `${url}${request.url?.endsWith("e-large") ? "/large" : "/copy"}` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ raw }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(env(), { RESEND_API_KEY: "re_x", RESEND_API_URL: url });
});
afterAll(async () => {
  Object.assign(env(), { RESEND_API_KEY: undefined, RESEND_API_URL: undefined });
  server.closeAllConnections();
  server.close();
  await world.close();
});

const arrive = async (raw: string, to = address): Promise<void> => {
  await world.deliver(raw, to);
  await world.work(company);
};

test("each change of a received message's state has exactly one line of the ledger in its own commit", async () => {
  await arrive(rawMail({ to: address }));
  const part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n";
  const bomb = rawMail({ to: address })
    .replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"')
    .replace("What does it cost?", `${part.repeat(2_000)}--b--`);
  await arrive(bomb);
  for (const id of ["e-copy", "e-again", "e-large"])
    await world.resend({
      type: "email.received",
      data: { email_id: id, from: "Ann <ann@buyer.example>", to: [address], subject: "A film" },
    });
  await world.work(company);
  const [thread] = (await listMailThreads(company.owner, { projectId: company.projectId, limit: 1 })).data;
  await rotateEmailIdentity(company.owner, { projectId: company.projectId });
  await world.deliver(rawMail({ to: address }), address);
  await world.admin.query(
    "update project_email_identities set rotated_at = now() - interval '91 days' where reply_address = $1",
    [address],
  );
  await arrive(rawMail({ to: thread?.reply_address ?? "" }), thread?.reply_address ?? "");
  await world.deliver(rawMail({ to: "lost@inbox.example" }), "lost@inbox.example");
  expect(await seen()).toEqual({
    "new to received": ["email.inbound.received"],
    "received to processed": ["email.inbound.processed"],
    "received to duplicate": ["email.inbound.duplicate"],
    "received to quarantined": ["email.inbound.quarantined"],
    "received to refused": ["email.inbound.refused"],
    "received to unmatched": ["email.inbound.unmatched"],
    // It arrived and fits nowhere, in one commit.
    "new to unmatched": ["email.inbound.received email.inbound.unmatched"],
    // No company's: the list of the administrators has it.
    "new to nowhere: unmatched": ["no line"],
  });
  const refused = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "email.inbound.refused",
  );
  expect(refused).toMatchObject([{ message: "An email was refused and not kept: It is larger than 25 MB." }]);
});

test("a message whose line cannot be written is not kept, so that its provider sends it again", async () => {
  const elsewhere = await world.company();
  const to = await world.address(elsewhere);
  const { status } = await withoutLedger(world, () => world.deliver(rawMail({ to }), to));
  expect([status, await world.rows(elsewhere)]).toEqual([500, []]);
});
