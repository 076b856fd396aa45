import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listAuditLines } from "@/lib/foundation/audit/list-audit-lines";
import { exportAuditLines } from "@/lib/foundation/audit/export-audit-lines";
import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { ListAuditLinesQuery, type AuditEntry, type AuditLine } from "@/lib/foundation/audit/schemas";
import { BYTE_ORDER_MARK } from "@/lib/platform/csv";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { createAuditWorld, type AuditWorld } from "./audit-world";

const workspaceId = randomUUID();
let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
  await write("test.first", { reason: "100% sure_thing" }, { address: "203.0.113.7" });
  await write("test.second", { target: { type: "key", id: "KEY-7" } }, { workspaceId });
  await write("test.third", { after: { role: "admin" } }, { actorId: "user_ada" });
  await write("test.third", { reason: '=cmd|"/c calc"!A1, then\nmore' });
  await write("test.formula", { reason: "@SUM(1)" }, { actorId: "+49 123", address: "-1" });
});
afterAll(() => world.close());

type Who = { workspaceId?: string; actorId?: string; address?: string };

async function write(action: string, entry: Omit<AuditEntry, "action">, who: Who = {}): Promise<void> {
  const { workspaceId: about = null, actorId = "user_bob", address } = who;
  await withServiceTransaction({ ...world.system(), ...(address && { address }) }, (tx) =>
    recordServiceAudit(tx, { ...entry, action, actor: { type: "admin", id: actorId }, workspaceId: about }),
  );
}

const list = (query: Record<string, string | number> = {}) =>
  listAuditLines(world.operator, ListAuditLinesQuery.parse(query));
const found = async (query: Record<string, string>): Promise<number[]> =>
  (await list(query)).data.map(({ seq }) => seq);
async function csv(query: Record<string, string> = {}): Promise<string[]> {
  const batches: string[] = [];
  for await (const batch of exportAuditLines(world.operator, ListAuditLinesQuery.parse(query))) batches.push(batch);
  return batches;
}

test("newest first, with all there is to know of a line", async () => {
  const { data, next_cursor } = await list();
  expect(data.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
  expect(next_cursor).toBeNull();
  expect(data[3]).toEqual({
    seq: 2,
    workspace_id: workspaceId,
    actor_type: "admin",
    actor_id: "user_bob",
    address: null,
    action: "test.second",
    target_type: "key",
    target_id: "KEY-7",
    reason: null,
    before: null,
    after: null,
    request_id: "test",
    created_at: expect.stringMatching(/^20.*Z$/),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("pages hold together while lines are added", async () => {
  const first = await list({ limit: 2 });
  expect(first).toMatchObject({ data: [{ seq: 5 }, { seq: 4 }], next_cursor: "4" });
  const second = await list({ limit: 2, cursor: "4" });
  expect(second).toMatchObject({ data: [{ seq: 3 }, { seq: 2 }], next_cursor: "2" });
  expect(await list({ limit: 2, cursor: "2" })).toMatchObject({ data: [{ seq: 1 }], next_cursor: null });
});

test.each<[Record<string, string>, number[]]>([
  [{ workspace_id: workspaceId }, [2]],
  [{ actor_id: "user_ada" }, [3]],
  [{ action: "test.third" }, [4, 3]],
  [{ action: "test.third", actor_id: "user_bob" }, [4]],
  [{ search: "key-7" }, [2]],
  [{ search: "TEST.SEC" }, [2]],
  [{ search: "203.0.113" }, [1]],
  [{ search: "0% sure_" }, [1]],
  [{ search: "0%sure" }, []],
  [{ search: "sure-thing" }, []],
  [{ search: "user_ada" }, [3]],
  [{ search: "\\" }, []],
  [{ search: "'; drop table governance_audit_log; --" }, []],
  [{ from: "2001-01-01", to: "2001-12-31" }, []],
  [{ from: "2001-01-01T00:00:00+02:00" }, [5, 4, 3, 2, 1]],
  [{ search: "", action: "", workspace_id: "", from: "" }, [5, 4, 3, 2, 1]],
])("%j finds %j", async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test("a day is meant whole", async () => {
  const today = new Date().toISOString().slice(0, 10);
  expect(await found({ from: today, to: today })).toHaveLength(5);
});

test.each([
  { workspace_id: "1 or 1=1" },
  { cursor: "0" },
  { cursor: "x" },
  { limit: "201" },
  { limit: "0" },
  { from: "yesterday" },
  { to: "2026-02-30" },
  { search: "a\0b" },
  { search: "x".repeat(201) },
  { format: "xml" },
])("%j is refused", (query) => {
  expect(ListAuditLinesQuery.safeParse(query).success).toBe(false);
});

test("the CSV says the same as the list, and a spreadsheet runs none of it", async () => {
  const text = (await csv()).join("");
  const rows = parse<Record<keyof AuditLine, string>>(text, { bom: true, columns: true, record_delimiter: "\r\n" });
  const { data } = await list();
  expect(rows.map(({ seq, hash }) => `${seq} ${hash}`)).toEqual(data.map(({ seq, hash }) => `${seq} ${hash}`));
  expect(rows[0]).toMatchObject({ reason: "'@SUM(1)", actor_id: "'+49 123", address: "'-1" });
  expect(rows[1]?.reason).toBe(`'=cmd|"/c calc"!A1, then\nmore`);
  expect(rows[2]?.after).toBe('{"role":"admin"}');
  for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("the CSV is filtered as the list is, and has its header when nothing is found", async () => {
  expect(parse((await csv({ action: "test.third" })).join(""), { bom: true, columns: true })).toHaveLength(2);
  const header = Object.keys((await list()).data[0] ?? {}).join(",");
  expect((await csv({ action: "test.none" })).join("")).toBe(`${BYTE_ORDER_MARK}${header}\r\n`);
});

test("a long log is exported a batch at a time, each line once", async () => {
  await world.fill("governance_audit_log", 1_203);
  const [mark, ...batches] = await csv({ action: "test.filled" });
  expect(mark).toBe(BYTE_ORDER_MARK);
  expect(batches).toHaveLength(3);
  const numbers = parse<{ seq: string }>(batches.join(""), { columns: true }).map(({ seq }) => Number(seq));
  expect(numbers).toEqual(Array.from({ length: 1_203 }, (_, n) => 1_208 - n));
});

test("only a super admin reads it, whatever the route let through", async () => {
  const refused = { code: "admin.forbidden" };
  const query = ListAuditLinesQuery.parse({});
  await expect(listAuditLines(world.impostor, query)).rejects.toMatchObject(refused);
  expect(() => exportAuditLines(world.impostor, query)).toThrow(expect.objectContaining(refused));
});
