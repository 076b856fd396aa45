import { afterAll, beforeAll, expect, test } from "vitest";
import { checkCredential } from "@/lib/operations/onboarding/check-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";

let world: TestWorld;
let server: Listening;
beforeAll(async () => {
  server = await startSmtpServer();
  world = await createTestWorld({ LOCAL_MODE: "true" });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const smtp = (password: string) => {
  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password };
  return { type: "smtp", use_test_mailbox: false, data } as const;
};

test("answers whether it works; what does not work is an answer too", async () => {
  const { owner } = await world.company();
  expect(await checkCredential(owner, smtp("right"))).toEqual({
    ok: true,
    stage: null,
    message: "The server accepted the connection, the login and the sender’s address.",
  });
  expect(await checkCredential(owner, smtp("wrong"))).toMatchObject({ ok: false, stage: "auth" });
});

test("a key is asked for at its vendor, and never inside a private network; a viewer may not test", async () => {
  const { owner, viewer } = await world.company();
  const inside = { type: "openai_api", data: { api_key: "key", base_url: `http://127.0.0.1:${server.port}` } } as const;
  expect(await checkCredential(owner, inside)).toEqual({
    ok: false,
    stage: null,
    outcome: "wrong",
    message: "Its address is inside a private network, which is not asked. Enter a public address.",
  });
  await expect(checkCredential(viewer, smtp("right"))).rejects.toMatchObject({ code: "permission.missing" });
});
