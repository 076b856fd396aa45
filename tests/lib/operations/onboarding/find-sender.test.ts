import { afterAll, beforeAll, expect, test } from "vitest";
import { findSender } from "@/lib/operations/onboarding/find-sender";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { finish, MAILBOX } from "./onboarding-world";

let world: TestWorld;
let server: Listening;
beforeAll(async () => {
  server = await startSmtpServer();
  world = await createTestWorld({ LOCAL_MODE: "true", ...MAILBOX });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

test("the domain is that of the saved sender, and the server that of the account that sends", async () => {
  const company = await world.company();
  await finish.brand(company);
  const domain = BRAND.sender_email.split("@")[1];
  expect(await findSender(company.owner, {})).toMatchObject({ domain, address: BRAND.sender_email, server: null });

  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password: "right" };
  await saveMailAccount(company.owner, { type: "smtp", use_test_mailbox: false, data });
  expect(await findSender(company.owner, {})).toMatchObject({ server: "127.0.0.1" });

  await finish.credentials(company);
  expect(await findSender(company.owner, { domain: "northwind-lab.com" })).toMatchObject({
    domain: "northwind-lab.com",
    server: null,
    unfit: null,
  });
});

test("without a sender the domain has to be named", async () => {
  const { owner } = await world.company();
  await expect(findSender(owner, {})).rejects.toMatchObject({ kind: "impossible", code: "dns.no_domain" });
});
