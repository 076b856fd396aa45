import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { approval, approvedAction, execute } from "../../../factories/carried-out";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";

const NEXT_TOKEN = "github-token-that-takes-its-place";

let github: FakeGithub;
/** GitHub as this company reaches it: both keys are good, and each request is held until `before` is over. */
let gateway: Server;
let before: (request: IncomingMessage) => Promise<void> = async () => undefined;
const asked: { method: string; token: string }[] = [];
let world: TestWorld;
beforeAll(async () => {
  github = await fakeGithub();
  gateway = createServer((request, response) => {
    void forward(request).then(({ status, text }) =>
      response.writeHead(status, { "content-type": "application/json" }).end(text),
    );
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  world = await createTestWorld({
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    GITHUB_API_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    LOCAL_MODE: "true",
  });
});
afterAll(async () => {
  await world.close();
  gateway.close();
  await github.close();
});

async function forward(request: IncomingMessage): Promise<{ status: number; text: string }> {
  const { method = "GET", url = "/", headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const token = headers.authorization?.replace("Bearer ", "") ?? "";
  asked.push({ method, token });
  await before(request);
  const answer = await fetch(new URL(url, github.url), {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${GITHUB_TOKEN}` },
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function commitTo(company: Company, name: string): Promise<string> {
  github.push(`acme/${name}`, "main", { "README.md": "hello" });
  const files = [{ path: "docs/hello.md", content: "Hello" }];
  return approvedAction(company, "repository.commit", { repository: `acme/${name}`, message: "Say hello", files });
}

test("an action that is under way ends with the key that it began with, and the next one takes the new key", async () => {
  const company = await world.company();
  const save = (token: string) =>
    saveIntegration(company.owner, {
      provider: "github",
      config: { token, owner: "acme" },
      enabled: true,
      projectId: company.projectId,
    });
  await save(GITHUB_TOKEN);
  const first = await commitTo(company, "first");
  asked.length = 0;
  let isReplaced = false;
  before = async () => {
    if (isReplaced) return;
    isReplaced = true;
    await save(NEXT_TOKEN);
  };
  await execute(company, first);
  expect((await approval(company, first)).state).toBe("executed");
  const ofAction = asked.filter(({ token }) => token === GITHUB_TOKEN);
  expect(ofAction.some(({ method }) => method !== "GET")).toBe(true);
  // The new key was only tested meanwhile.
  expect(asked.filter(({ token, method }) => token === NEXT_TOKEN && method !== "GET")).toEqual([]);

  const second = await commitTo(company, "second");
  asked.length = 0;
  await execute(company, second);
  expect((await approval(company, second)).state).toBe("executed");
  expect(new Set(asked.map(({ token }) => token))).toEqual(new Set([NEXT_TOKEN]));
});
