import { afterAll, beforeAll, expect, test } from "vitest";
import { CREDENTIAL_KEYS, engineCredentials } from "@/lib/operations/ignition/engine-credentials";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { connectGmail } from "@/lib/outreach/mailbox/connect-gmail";
import { startGoogleServer, type GoogleServer } from "../../../support/google-server";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
let google: GoogleServer;
beforeAll(async () => {
  google = await startGoogleServer();
  world = await createIgnitionWorld({
    GOOGLE_CLIENT_ID: "client-id",
    GOOGLE_CLIENT_SECRET: "client-secret",
    GOOGLE_API_URL: google.url,
  });
});
afterAll(async () => {
  await world.close();
  await google.stop();
});

test("the mail account, and the newest token twice; nothing that opens the database", async () => {
  const company = await world.readyCompany();
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const found = await engineCredentials(company.job);
  expect(found.map(({ key }) => key)).toEqual(CREDENTIAL_KEYS.filter((key) => key !== "replies" && key !== "gmail"));
  const of = (key: string) => found.find((one) => one.key === key)?.credential;
  expect(of("mail")).toMatchObject({ type: "smtp", host: "127.0.0.1", port: expect.any(Number) });
  expect(JSON.stringify(found)).not.toMatch(/postgres/);
  expect(of("webhook")).toEqual({ type: "webhook", token });
  expect(of("trigger")).toEqual({ type: "trigger" });
  expect(of("gateway")).toMatchObject({ type: "openai_api", apiKey: token });
});

test("Gmail comes as one grant that n8n renews by itself: of the account that sends, else of the one that answers arrive in", async () => {
  const company = await world.readyCompany();
  const connect = async (purpose: "mail_account" | "reply_mailbox", address: string) => {
    const { url } = await beginGmailConsent(company.owner, { purpose });
    await connectGmail(company.owner, google.allow(url, { address }));
    return engineCredentials(company.job);
  };
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [company.workspaceId],
  );
  const grants = (found: Awaited<ReturnType<typeof engineCredentials>>) =>
    found.flatMap(({ credential }) => (credential.type === "gmail" ? [credential] : []));
  const replies = await connect("reply_mailbox", "replies@example.com");
  expect(replies.map(({ key }) => key)).toEqual(expect.arrayContaining(["mail", "gmail"]));
  const sends = await connect("mail_account", "ada@example.com");
  expect(sends.map(({ key }) => key)).not.toContain("mail");
  expect(grants(sends)).toMatchObject([
    {
      clientId: "client-id",
      clientSecret: "client-secret",
      oauthTokens: { refresh_token: expect.stringMatching(/^refresh-/) },
    },
  ]);
  expect(grants(sends)).not.toEqual(grants(replies));
});

test("a viewer gets none at all", async () => {
  const company = await world.readyCompany();
  await expect(engineCredentials(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
