import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { settleEmail } from "@/lib/company/mail/actions/settle-email";
import { recordDelivery } from "@/lib/company/mail/record-delivery";
import { approvedAction, execute } from "../../../../factories/carried-out";
import { createMailWorld, type MailWorld } from "../../../../factories/mail-world";
import { watchStates, type Seen } from "../../../../factories/state-changes";
import type { Company } from "../../../../factories/test-world";
import { ResendServer } from "../../../../support/resend-server";
import { withoutLedger } from "../../../outreach/email-world";

let world: MailWorld;
let company: Company;
let seen: () => Promise<Seen>;
const resend = new ResendServer();
beforeAll(async () => {
  world = await createMailWorld({
    RESEND_API_URL: await resend.start(),
    LOCAL_MODE: "true",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
  });
  company = await world.company();
  await saveIntegration(company.owner, {
    projectId: company.projectId,
    provider: "resend",
    enabled: true,
    config: { api_key: "re_own_key", from: "hello@acme.example" },
  });
  seen = await watchStates(world, {
    table: "outbound_email_messages",
    id: "r.id::text",
    state: "r.status",
    tells: "e.event_type like 'email.outbound.%' and e.data ->> 'messageId' = c.id",
  });
});
afterAll(async () => {
  resend.stop();
  await world.close();
});

const EMAIL = { to: ["lena@customer.example"], subject: "A call", text: "Shall we talk?" };
type Row = { id: string; status: string; key: string; provider_id: string | null };
const rowsOf = async (approvalId: string): Promise<Row[]> =>
  (
    await world.admin.query<Row>(
      `select id, status, idempotency_key as key, provider_message_id as provider_id from outbound_email_messages
       where idempotency_key like $1 || ':%'`,
      [approvalId],
    )
  ).rows;
/** An email that was handed over, in the mood of the provider. */
async function handedOver(mode: ResendServer["mode"]): Promise<Row> {
  resend.mode = mode;
  const id = await approvedAction(company, "email.send", EMAIL);
  await execute(company, id);
  resend.mode = "works";
  const [row] = await rowsOf(id);
  if (!row) throw new Error("the email has no row");
  return row;
}
type Handed = Parameters<typeof settleEmail>[1]["handed"];
const settle = ({ key }: Row, handed: Handed): Promise<unknown> =>
  settleEmail(company.job, { projectId: company.projectId, idempotencyKey: key, handed });
const accepted = (providerId: string): Handed => ({ status: "accepted", providerId, words: "It was taken." });
const refused: Handed = { status: "refused", code: "email.refused", words: "It was not taken." };
const news = (providerMessageId: string, outcome: "delivered" | "bounced" | "complained"): Promise<void> =>
  recordDelivery(world.system(), { kind: "outcome", provider: "resend", providerMessageId, outcome, words: "" });

test("each change of an outgoing email's state has exactly one line of the ledger in its own commit", async () => {
  for (const outcome of ["delivered", "bounced", "complained"] as const) {
    const { provider_id: id } = await handedOver("works");
    await news(id ?? "", outcome);
    // It was delivered, and then came back or was marked as spam.
    for (const later of ["bounced", "complained"] as const) if (outcome === "delivered") await news(id ?? "", later);
  }
  const marked = await handedOver("works");
  await news(marked.provider_id ?? "", "delivered");
  await news(marked.provider_id ?? "", "complained");
  await settle(await handedOver("dies_before"), refused);
  const failed = await handedOver("refuses");
  await settle(failed, { status: "unknown", words: "It cannot be told." });
  await settle(failed, accepted("found-1"));
  const found = await handedOver("refuses");
  await settle(found, accepted("found-2"));
  // News that is repeated changes nothing.
  await settle(found, accepted("found-2"));
  await news("found-2", "delivered");
  await news("found-2", "delivered");
  expect(await seen()).toEqual({
    "new to sending": ["email.outbound.started"],
    "sending to sent": ["email.outbound.sent"],
    "sending to failed": ["email.outbound.failed"],
    "sending to unknown": ["email.outbound.failed"],
    "unknown to failed": ["email.outbound.failed"],
    "unknown to sent": ["email.outbound.sent"],
    "failed to unknown": ["email.outbound.failed"],
    "failed to sent": ["email.outbound.sent"],
    "sent to delivered": ["email.outbound.delivered"],
    "sent to bounced": ["email.outbound.bounced"],
    "sent to complained": ["email.outbound.complained"],
    "delivered to bounced": ["email.outbound.bounced"],
    "delivered to complained": ["email.outbound.complained"],
  });
});

test("an answer about an email whose line cannot be written is not kept", async () => {
  const email = await handedOver("dies_before");
  await expect(withoutLedger(world, () => settle(email, accepted("found-3")))).rejects.toThrow();
  expect(await rowsOf(email.key.split(":")[0] ?? "")).toMatchObject([{ status: "unknown", provider_id: null }]);
});
