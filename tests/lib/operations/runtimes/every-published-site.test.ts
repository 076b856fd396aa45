import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { executeInContext } from "@/lib/operations/runtimes/execute-in-context";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { probeRuntime } from "@/lib/operations/runtimes/probe-runtime";
import { jobCtx, type Company } from "../../../factories/test-world";
import { openGateway, type Gateway } from "./gateway";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
let gateway: Gateway;
let company: Company;
beforeAll(async () => {
  gateway = await openGateway();
  world = await createRuntimeWorld(gateway.url);
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await gateway.close();
});

type Published = { approvalId: string; url: string; local: boolean };

/** Publishes a page with these words by an approved action; answers where that says it is. */
async function publish(words: string, site = "website"): Promise<Published> {
  const { owner, projectId } = company;
  const files = [
    { path: "index.html", content: `<!doctype html><title>Acme</title><h1>${words}</h1>` },
    { path: "about/index.html", content: `<h1>About ${words}</h1>` },
    { path: "main.css", content: "h1 { color: green }" },
  ];
  const wanted = { projectId, action_type: "website.deploy", payload: { site, files } } as Parameters<
    typeof proposeAction
  >[1];
  const { id: approvalId, version } = await proposeAction(owner, wanted);
  const earlier = { ...owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId, version, decision: "approved", via: "app" });
  await executeInContext(company.job, { approvalId, version });
  const { data } = await listDeployments(owner, { projectId, limit: 1 });
  const [made] = data;
  return { approvalId, url: made?.url ?? "", local: made?.provider_id?.startsWith("local:") ?? false };
}
async function verdictOf({ approvalId }: Published): Promise<string> {
  const { owner, projectId } = company;
  const { data } = await listReceipts(owner, { projectId, limit: 200 });
  const receiptId = data.find(({ approval_id }) => approval_id === approvalId)?.id ?? "";
  const later = { ...jobCtx(owner), now: () => new Date(Date.now() + 60_000) };
  return (await checkReceipt(later, { receiptId })).verdict;
}
const runtimeUrl = async (): Promise<string> => (await getRuntime(company.owner, company)).url ?? "";
const page = async (url: string, path = "/"): Promise<string> => (await fetch(new URL(path, url))).text();
const probe = async (): Promise<string> => {
  await probeRuntime(company.job, company);
  return (await getRuntime(company.owner, company)).mode;
};
const folder = (): string => join(world.home, "runtimes", runtimeName(company.projectId));

/** Ends the application for good: it cannot start again before `release` is called. */
async function breakApplication(): Promise<{ release: () => Promise<void> }> {
  const url = await runtimeUrl();
  const releases = join(folder(), "releases");
  await rename(releases, `${releases}.away`);
  const { pid } = JSON.parse(await readFile(join(folder(), "service.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 30_000, interval: 100 });
  return { release: () => rename(`${releases}.away`, releases) };
}

test("a site that was published before the move is there at the flip, and the next one is published into the runtime, with a receipt there", async () => {
  const before = await publish("First");
  expect([before.local, await page(before.url)]).toEqual([true, expect.stringContaining("<h1>First</h1>")]);
  await world.dedicate(company);
  const url = await runtimeUrl();
  expect(await page(url)).toContain("<h1>First</h1>");

  const made = await publish("Second");
  expect(made).toMatchObject({ url: new URL(url).href, local: false });
  expect(await page(url)).toContain("<h1>Second</h1>");
  for (const path of ["/about", "/about/"]) expect(await page(url, path)).toBe("<h1>About Second</h1>");
  const style = await fetch(new URL("/main.css?v=1", url));
  expect([style.headers.get("content-type"), await style.text()]).toEqual([
    "text/css; charset=utf-8",
    "h1 { color: green }",
  ]);
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/src/main.ts", "/%E0%A4%A", "/nothing"])
    expect((await fetch(new URL(path, url))).status).toBe(404);
  expect(await verdictOf(made)).toBe("verified");
  expect(await page(before.url)).toContain("<h1>Second</h1>");
});

test("another site of the company stays with this machine's web servers", async () => {
  await world.dedicate(company);
  const made = await publish("Campaign", "landing");
  expect(made.local).toBe(true);
  expect(await page(made.url)).toContain("<h1>Campaign</h1>");
  expect(await page(await runtimeUrl())).toContain("Coming soon");
  expect(await verdictOf(made)).toBe("verified");
});

test("killed, falling back and returning, nothing that was published is lost: visitors find the newest version where the work runs", async () => {
  await world.dedicate(company);
  const url = await runtimeUrl();
  const first = await publish("First");
  const { release } = await breakApplication();
  const second = await publish("Second");
  expect([second.local, await page(second.url)]).toEqual([true, expect.stringContaining("<h1>Second</h1>")]);
  expect(await verdictOf(second)).toBe("verified");

  while ((await probe()) === "dedicated");
  const third = await publish("Third");
  expect(third).toMatchObject({ local: true, url: second.url });
  expect(await page(third.url)).toContain("<h1>Third</h1>");
  expect(first.url).toBe(new URL(url).href);

  await release();
  await expect.poll(probe, { timeout: 60_000, interval: 0 }).toBe("dedicated");
  expect(await page(await runtimeUrl())).toContain("<h1>Third</h1>");
  expect(await publish("Fourth")).toMatchObject({ local: false });
  expect(await page(await runtimeUrl())).toContain("<h1>Fourth</h1>");
});

test("only Greenlight brings a site: without the key, with half of the files or a wrong path it is refused, and visitors see what they saw", async () => {
  await world.dedicate(company);
  await publish("True");
  const url = await runtimeUrl();
  const { runtime_key: key } = await openRuntimeSecrets({ ...company.job, projectId: company.projectId });
  const ask = async (path: string, init: RequestInit, token = key): Promise<number> =>
    (await fetch(new URL(path, url), { ...init, headers: { authorization: `Bearer ${token}` } })).status;
  const name = "a".repeat(32);
  const marker = "b".repeat(64);
  const file = `/runtime/site/${name}/files?path=index.html`;
  const shown = { method: "POST", body: JSON.stringify({ marker, files: 2 }) };
  expect(await ask(file, { method: "PUT", body: "stolen" }, "x".repeat(43))).toBe(401);
  expect(await ask(file, { method: "PUT", body: "stolen" })).toBe(200);
  expect(await ask(`/runtime/site/${name}`, shown)).toBe(409);
  expect(await ask(`/runtime/site/${name}/files?path=../x`, { method: "PUT", body: "x" })).toBe(400);
  expect(await ask(`/runtime/site/${name}`, { method: "POST", body: "{}" })).toBe(400);
  expect(await ask("/runtime/site/short", { method: "GET" })).toBe(404);
  expect(await page(url)).toContain("<h1>True</h1>");
});

test("the runtime asks a model through the gateway with its own token, and the call is on the company's bill", async () => {
  await world.dedicate(company);
  const url = await runtimeUrl();
  const { runtime_key: key } = await openRuntimeSecrets({ ...company.job, projectId: company.projectId });
  const ask = (body: string): Promise<Response> =>
    fetch(new URL("/runtime/model", url), {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body,
    });
  const before = gateway.asked.length;
  const answer = await ask(JSON.stringify({ messages: [{ role: "user", content: "Say hello." }] }));
  const body = (await answer.json()) as { choices?: { message: { content: string } }[] };
  expect([answer.status, body.choices?.[0]?.message.content]).toEqual([200, expect.stringMatching(/./)]);
  expect(gateway.asked.slice(before)).toMatchObject([{ status: 200 }]);
  const { rows } = await world.admin.query("select purpose from llm_usage where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ purpose: "gateway" }]);
  expect((await ask("{}")).status).toBe(400);
});
