import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { findSentEmails } from "@/lib/company/mail/find-sent-emails";
import { bounceAsRecipient } from "@/lib/operations/test-mailbox/bounce-as-recipient";
import { comeBack } from "@/lib/operations/test-mailbox/come-back";
import { goOnHoliday } from "@/lib/operations/test-mailbox/go-on-holiday";
import { listMessages } from "@/lib/operations/test-mailbox/list-messages";
import { ownMessages } from "@/lib/operations/test-mailbox/own-messages";
import { replyAsRecipient } from "@/lib/operations/test-mailbox/reply-as-recipient";
import { env } from "@/lib/platform/env";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let server: Server;
const home = mkdtempSync(join(tmpdir(), "greenlight-answers-"));
beforeAll(async () => {
  world = await createMailWorld({
    LOCAL_MODE: "true",
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: "1",
    OUTBOX_DIR: join(home, "outbox"),
  });
  company = await world.company();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      void world.post(Buffer.concat(chunks), headers).then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  Object.assign(env(), { APP_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  server.close();
  await world.close();
});

test("an email of the company's own address is answered as its recipient through the webhook, and filed in its conversation", async () => {
  const payload = { to: ["lena@customer.example"], subject: "A call", text: "Shall we talk?" };
  const { id, version } = await proposeAction(company.owner, {
    projectId: company.projectId,
    action_type: "email.send",
    payload,
  });
  const earlier = { ...company.owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId: id, version, decision: "approved", via: "app" });
  await executeApproval(company.job, { approvalId: id, version });

  const { data } = await listMessages(company.owner, { limit: 10 });
  expect(data).toMatchObject([{ to: "lena@customer.example", subject: "A call", step: null, lead_id: null }]);
  expect((await listMessages(company.stranger, { limit: 10 })).data).toEqual([]);
  const messageId = data[0]!.id;
  await expect(replyAsRecipient(company.viewer, { messageId, text: "x" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(comeBack(company.viewer, {} as never, "")).rejects.toMatchObject({ code: "permission.missing" });
  expect([await ownMessages(company.owner, []), await findSentEmails(company.owner, [])]).toEqual([new Map(), []]);

  await replyAsRecipient(company.owner, { messageId, text: "Yes, gladly" });
  await world.work(company);
  await goOnHoliday(company.owner, { messageId, days: 3 });
  await bounceAsRecipient(company.owner, { messageId });
  await world.work(company);
  const rows = await world.rows(company);
  expect(new Set(rows.map(({ thread_id }) => thread_id)).size).toBe(1);
  expect(rows).toMatchObject([
    { status: "processed", matched_by: "token", auth: "pass", evidence: "known_contact", class: "interested" },
    { status: "processed", evidence: "machine", class: "out_of_office" },
    { status: "processed", evidence: "machine", class: "bounce" },
  ]);
  const { rows: sent } = await world.admin.query("select status from outbound_email_messages where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(sent).toEqual([{ status: "bounced" }]);
});
