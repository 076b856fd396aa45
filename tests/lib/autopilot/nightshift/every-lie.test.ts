import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { listRatios } from "@/lib/autopilot/actions/list-ratios";
import { beginReply } from "@/lib/autopilot/chat/begin-reply";
import { listMessages } from "@/lib/autopilot/chat/list-messages";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { whenOver } from "@/lib/autopilot/chat/running-replies";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { NOT_DONE } from "@/lib/autopilot/wording/guard-claims";
import { finishTask } from "@/lib/company/receipts/finish-task";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { createTask } from "@/lib/company/tasks/create-task";
import { jobCtx, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeOpenAi, type FakeOpenAi } from "../../../fakes/openai";
import { nightOf } from "./nightshift-world";

/** The scenario of the worker that lies: a model says that it is done, then three pages tell how far that is true. */
let world: TestWorld;
let company: Company;
let model: FakeOpenAi;
let site: Server;
let page: { status: number; body: string };
let url: string;
beforeAll(async () => {
  site = createServer((_request, response) => response.writeHead(page.status).end(page.body));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  model = await fakeOpenAi();
  world = await createTestWorld({
    LOCAL_MODE: "true",
    APP_URL: url,
    OPENAI_API_KEY: "sk-test-0123456789abcdef",
    OPENAI_BASE_URL: model.baseUrl,
  });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await model.close();
  site.close();
});

const MARKER = "build-7f3a";
const NEW = { status: 200, body: `<meta name=build content=${MARKER}>` };
const OLD = { status: 200, body: "build-0001" };

/** A task that its worker calls done while the page answers like this. */
async function claim(title: string, seen: typeof page): Promise<{ receiptId: string; verdict: string; words: string }> {
  const { owner, projectId, job } = company;
  page = seen;
  const contract = { check: "page", url, marker: MARKER } as const;
  const { id } = await createTask(owner, { projectId, title, description: "", contract });
  await finishTask(owner, { taskId: id });
  const { data } = await listReceipts(owner, { projectId, limit: 50 });
  const receiptId = data.find(({ task_id }) => task_id === id)?.id ?? "";
  const { verdict, words } = await checkReceipt(job, { receiptId });
  return { receiptId, verdict, words: words ?? "" };
}

test("a model that claims is stopped in the chat, and of three claims the report, the ratio and the founder hear the one that is true", async () => {
  const { owner, projectId, workspaceId } = company;
  model.script([{ text: "Done, it is live! The landing page was published.", times: 20 }]);
  const asked = await postMessage(owner, { projectId, text: "publish the landing page", client_id: randomUUID() });
  beginReply(owner, { projectId, ...asked });
  await whenOver(asked.reply.id);
  const { data: messages } = await listMessages(owner, { projectId, limit: 10 });
  const reply = messages.find(({ id }) => id === asked.reply.id);
  expect(model.requests.length).toBeGreaterThan(0);
  expect(reply?.text).toContain(NOT_DONE);
  expect(reply?.text).not.toMatch(/is live|was published/);

  const claims = [
    await claim("Publish the old page", OLD),
    await claim("Publish behind a wall", { status: 401, body: "" }),
    await claim("Publish the new page", NEW),
  ];
  expect(claims.map(({ verdict }) => verdict)).toEqual(["contradicted", "unverifiable", "verified"]);
  expect(claims[1]?.words).toMatch(/protected|sign-in/i);
  const [ratio] = await listRatios(owner, { projectId });
  expect(ratio).toMatchObject({ verified: 1, judged: 3 });

  await nightOf(company);
  const { report_run } = await getLatest(owner, { projectId });
  const happened = report_run?.report?.happened.map(({ text }) => text).join("\n") ?? "";
  const notTrue = report_run?.report?.not_true.map(({ text }) => text).join("\n") ?? "";
  expect([happened.includes("Publish the new page"), happened.includes("old page"), happened.includes("wall")]).toEqual(
    [true, false, false],
  );
  expect(notTrue).toContain("Publish the old page");

  page = OLD;
  const tomorrow = { ...jobCtx(owner), now: () => new Date(Date.now() + 86_401_000) };
  const receiptId = claims[2]?.receiptId ?? "";
  expect(await checkReceipt(tomorrow, { receiptId })).toMatchObject({ verdict: "contradicted" });
  const { rows } = await world.admin.query(
    "select from notifications where workspace_id = $1 and data ->> 'receipt_id' = $2",
    [workspaceId, receiptId],
  );
  expect(rows).toHaveLength(1);
  expect((await listRatios(owner, { projectId }))[0]).toMatchObject({ verified: 0, judged: 3 });
});
