import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { isPublicAddress } from "@/lib/operations/ignition/public-address";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";

vi.mock("@/lib/providers/mail/select", async (real) =>
  (await import("../../../support/closed-internet")).withoutInternet(await real()),
);

let world: IgnitionWorld;
let server: Listening;
const login = { works: true };
beforeAll(async () => {
  server = await startSmtpServer({
    onAuth: ({ username }, _session, done) =>
      login.works ? done(null, { user: username ?? "" }) : done(new Error("Username and Password not accepted")),
  });
  world = await createIgnitionWorld();
});
beforeEach(() => {
  login.works = true;
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const own = (change: object = {}) => {
  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password: "right", ...change };
  return { type: "smtp", use_test_mailbox: false, data } as const;
};

test("a password that stopped working after it was saved ends the launch before anything is made, with the server's sentence", async () => {
  const company = await world.readyCompany();
  await saveMailAccount(company.owner, own());
  login.works = false;
  await world.launch(company);
  const view = await world.run(company);
  expect(view).toMatchObject({
    status: "failed",
    error: { step: "test_mail_account", message: expect.stringContaining("Username and Password not accepted") },
    rollback_success: true,
  });
  expect(view.steps.slice(1).every(({ status }) => status === "pending")).toBe(true);
  login.works = true;
  await world.launch(company);
  expect(await world.run(company, 2)).toMatchObject({ status: "active" });
});

test("a host that does not exist fails the launch, also when it was never tested by the founder", async () => {
  const company = await world.readyCompany();
  const { test: saved } = await saveMailAccount(company.owner, own({ host: "smtp.nowhere.invalid" }));
  expect(saved).toMatchObject({ ok: false, stage: "dns" });
  await world.launch(company);
  expect(await world.run(company)).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining("smtp.nowhere.invalid has no address") },
  });
});

test("an account that reaches people elsewhere is refused while APP_URL is this machine, in a sentence that says what to do", async () => {
  const company = await world.readyCompany();
  await saveMailAccount(company.owner, own({ host: "8.8.8.8" }));
  await world.launch(company);
  expect(await world.run(company)).toMatchObject({
    status: "failed",
    error: {
      message: expect.stringMatching(/Unsubscribe links would point to http:.* set APP_URL to the public https/),
    },
  });
});

test.each([
  ["https://app.greenlight.example", true],
  ["https://8.8.8.8", true],
  ["http://app.greenlight.example", false],
  ["https://localhost:3000", false],
  ["https://app.localhost", false],
  ["https://127.0.0.1", false],
  ["https://[::1]:3000", false],
  ["https://[::ffff:127.0.0.1]", false],
  ["https://2130706433", false],
  ["https://10.0.0.5", false],
  ["https://192.168.1.4:8443", false],
  ["https://greenlight", false],
  ["https://greenlight.local", false],
  ["https://greenlight.internal.", false],
])("recipients can open links to %s: %s", (url, expected) => {
  expect(isPublicAddress(url)).toBe(expected);
});
