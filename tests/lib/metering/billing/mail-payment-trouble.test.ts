import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MailPaymentTrouble } from "@/lib/metering/billing/jobs";
import { mailPaymentTrouble } from "@/lib/metering/billing/mail-payment-trouble";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { addMember } from "../../../factories/test-world";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
let outbox: string;
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "greenlight-outbox-"));
  const mailbox = { TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "1025", OUTBOX_DIR: outbox };
  Object.assign(process.env, mailbox);
  world = await createBillingWorld();
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});

const mails = async (): Promise<ParsedMail[]> =>
  Promise.all((await readdir(outbox)).map(async (file) => simpleParser(await readFile(join(outbox, file)))));
const due = async ({ workspaceId }: Payer) =>
  (await world.jobs(workspaceId))
    .filter(({ name }) => name === MailPaymentTrouble.name)
    .map(({ data }) => MailPaymentTrouble.payload.parse(data));

test("a payment that fails is told by email to owners and admins once, and not once it is settled", async () => {
  const payer = await world.payer();
  await addMember(world.admin, payer.workspaceId, world.user("till@example.com"), "admin");
  await addMember(world.admin, payer.workspaceId, world.user("hand@example.com"), "member");
  const { url } = await openCheckout(payer.payer, { projectId: payer.projectId, plan: "pro" });
  const subscription = world.stripe.pay(sessionOf(url));
  await world.sync(payer);
  expect(await due(payer)).toEqual([]);

  world.stripe.customers.get(subscription.customer)!.card = "declines";
  world.stripe.clock.advance(32);
  await world.sync(payer);
  await world.sync(payer);
  const [told, ...more] = await due(payer);
  expect(more).toEqual([]);
  for (let time = 0; time < 2; time += 1) await mailPaymentTrouble(payer.job, told!);
  const arrived = await mails();
  expect(new Set(arrived.map(({ messageId }) => messageId)).size).toBe(2);
  expect(arrived[0]?.subject).toContain("A payment failed");
  expect(arrived[0]?.text).toContain("Nothing changes for 14 days");
  expect(arrived.flatMap(({ to }) => [to].flat()).map((to) => to?.text)).not.toContain("hand@example.com");

  world.stripe.customers.get(subscription.customer)!.card = "pays";
  world.stripe.clock.advance(4);
  await world.sync(payer);
  await mailPaymentTrouble(payer.job, told!);
  expect(await mails()).toHaveLength(arrived.length);
});
