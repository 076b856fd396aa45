import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { listConcerns } from "@/lib/operations/onboarding/list-concerns";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { DOMAIN } from "./domain-zone";
import { finish, MAILBOX } from "./onboarding-world";

const LINK = "https://calendly.com/ada/intro";

let world: TestWorld;
let server: Listening;
beforeAll(async () => {
  server = await startSmtpServer({ authOptional: true });
  world = await createTestWorld({ LOCAL_MODE: "true", ...MAILBOX, TEST_MAILBOX_PORT: String(server.port) });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

test("a company with the test mailbox and no booking link is told both, and may launch", async () => {
  const company = await world.company();
  expect(await listConcerns(company.viewer)).toEqual([]);
  await finish.brand(company);
  await finish.credentials(company);
  await finish.infrastructure(company);
  await finish.leads(company, world);
  expect(await getReadiness(company.owner)).toEqual([]);
  expect(await listConcerns(company.viewer)).toEqual([
    { kind: "off", step: "brand", message: "Emails offer no link to book a call, because none is saved." },
    { kind: "off", step: "credentials", message: "Nothing reaches people: emails go to the built-in test mailbox." },
  ]);
});

test("an account of one’s own brings what was checked and is not right, with the part where it is corrected", async () => {
  const company = await world.company();
  await saveBrand(company.owner, { ...BRAND, sender_email: `ada@${DOMAIN}`, calendly_link_1: LINK });
  await finish.credentials(company);
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [company.workspaceId],
  );
  const domain = {
    kind: "fix",
    step: "domain",
    message: `Check the domain ${DOMAIN}: its DNS records have not been looked at yet.`,
  };
  expect(await listConcerns(company.viewer)).toEqual([domain]);
  await world.admin.query(
    "update genesis.mail_account_checks set ok = false, message = 'The login was refused.' where workspace_id = $1",
    [company.workspaceId],
  );
  expect(await listConcerns(company.viewer)).toEqual([
    domain,
    { kind: "fix", step: "credentials", message: "The login was refused." },
  ]);
  expect(await listConcerns(company.stranger)).toEqual([]);
});
