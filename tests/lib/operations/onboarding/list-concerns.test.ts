import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { saveApify } from "@/lib/operations/onboarding/save-apify";
import { listConcerns } from "@/lib/operations/onboarding/list-concerns";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { DOMAIN } from "./domain-zone";
import { answerKey, finish, LINK, MAILBOX } from "./onboarding-world";

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

const WITHOUT_RESEARCH = {
  kind: "off",
  step: "research",
  message:
    "Research reads each lead’s website and goes without Google search, Apify and Relevance AI, because no key is saved.",
};

test("a company with the test mailbox, no booking link and no key of research is told all three, and may launch", async () => {
  const company = await world.company();
  expect(await listConcerns(company.viewer)).toEqual([]);
  await finish.brand(company);
  await finish.credentials(company);
  await finish.infrastructure(company);
  await finish.leads(company, world);
  expect(await getReadiness(company.owner)).toEqual([]);
  expect(await listConcerns(company.viewer)).toEqual([
    { kind: "off", step: "credentials", message: "Nothing reaches people: emails go to the built-in test mailbox." },
    { kind: "off", step: "calendar", message: "Emails offer no link to book a call, because none is saved." },
    WITHOUT_RESEARCH,
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
  const calendar = {
    kind: "fix",
    step: "calendar",
    message: `Check the booking link ${LINK}: it has not been visited yet.`,
  };
  expect(await listConcerns(company.viewer)).toEqual([domain, calendar, WITHOUT_RESEARCH]);
  await world.admin.query(
    "update genesis.mail_account_checks set ok = false, message = 'The login was refused.' where workspace_id = $1",
    [company.workspaceId],
  );
  expect(await listConcerns(company.viewer)).toEqual([
    domain,
    { kind: "fix", step: "credentials", message: "The login was refused." },
    calendar,
    WITHOUT_RESEARCH,
  ]);
  expect(await listConcerns(company.stranger)).toEqual([]);
});

test("research goes without those services alone that no key is saved of; a refused key is to be corrected", async () => {
  const company = await world.company();
  await finish.brand(company);
  const { credential_id } = await saveApify(company.owner, { api_token: "apify_api_x" });
  const ofResearch = async () =>
    (await listConcerns(company.viewer)).filter(({ step }) => step === "research").map(({ message }) => message);
  const without =
    "Research reads each lead’s website and goes without Google search and Relevance AI, because no key is saved.";
  expect(await ofResearch()).toEqual([without]);
  await answerKey(world, company, { credentialId: credential_id, outcome: "wrong", message: "The token is wrong." });
  expect(await ofResearch()).toEqual(["Replace the key of Apify. The token is wrong.", without]);
});
