import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GET, POST } from "@/app/api/mcp/route";
import { createKey } from "@/lib/foundation/credentials/create-key";
import type { Permission } from "@/lib/platform/permissions";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

const READ: Permission[] = [
  "projects.read",
  "ledger.read",
  "approvals.read",
  "tasks.read",
  "email.read",
  "metrics.read",
];
const EMAIL = {
  action_type: "email.send",
  payload: { to: ["lena@example.com"], subject: "A call", text: "May I call you?" },
};

let world: MailWorld;
let company: Company;
const open: Client[] = [];
beforeAll(async () => {
  world = await createMailWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(() => world.close());

async function keyWith(scopes: Permission[]): Promise<string> {
  const { key } = await createKey(company.owner, { name: "Assistant", scopes, expires_in_days: 30 });
  return key;
}

async function connect(key: string, projectId = company.projectId): Promise<Client> {
  const client = new Client({ name: "assistant", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(`http://127.0.0.1/api/mcp?project_id=${projectId}`), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
    fetch: (url, init) => (init?.method === "POST" ? POST : GET)(new Request(url, init), {}),
  });
  await client.connect(transport);
  open.push(client);
  return client;
}

const states = async (): Promise<unknown[]> =>
  (await world.admin.query("select state, origin from approvals where workspace_id = $1", [company.workspaceId])).rows;

test("an assistant with a key reads and proposes with the tools of the chat, and there is none that decides", async () => {
  const client = await connect(await keyWith([...READ, "approvals.write", "email.write"]));
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["search_ledger", "get_kpis", "list_open_loops", "propose_action"]));
  expect(names.filter((name) => !/^(search|get|list|propose)_/.test(name))).toEqual([]);
  const proposed = await client.callTool({ name: "propose_action", arguments: EMAIL });
  expect(proposed.isError).not.toBe(true);
  expect(JSON.stringify(proposed.content)).toContain("approval_id");
  expect(await states()).toEqual([{ state: "pending", origin: expect.any(String) }]);
  const loops = await client.callTool({ name: "list_open_loops", arguments: {} });
  expect(JSON.stringify(loops.content)).toContain("email.send");
});

test("a key without the scope is told which permission is missing, and proposes nothing", async () => {
  const client = await connect(await keyWith(READ));
  const refused = await client.callTool({ name: "propose_action", arguments: EMAIL });
  expect(refused.isError).toBe(true);
  expect(JSON.stringify(refused.content)).toContain("approvals.write");
  expect(await states()).toEqual([]);
});

test("a wrong key and a stranger's company are refused before a message is read", async () => {
  await expect(connect("glk_00000000000000000000000000000000")).rejects.toThrow();
  const other = await world.company();
  await expect(connect(await keyWith(READ), other.projectId)).rejects.toThrow();
});
