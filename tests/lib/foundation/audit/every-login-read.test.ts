import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listLogins } from "@/lib/foundation/audit/list-logins";
import { exportLogins } from "@/lib/foundation/audit/export-logins";
import { recordLogin } from "@/lib/foundation/audit/record-login";
import { ListLoginsQuery, type Login } from "@/lib/foundation/audit/schemas";
import { BYTE_ORDER_MARK } from "@/lib/platform/csv";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
  await write({ userId: "user_ada", email: "Ada@Example.com", address: "203.0.113.7", userAgent: "Firefox/150" });
  await write({
    userId: "user_bob",
    event: "signed_out",
    userAgent: "=HYPERLINK(1)",
    occurredAt: "2026-11-20T23:59:59.500Z",
  });
  await write({ userId: "user_bob", event: "deleted", email: null });
});
afterAll(() => world.close());

const write = (login: Partial<Login>): Promise<void> =>
  recordLogin(world.system(), {
    event: "signed_in",
    userId: "user_x",
    email: "bob@example.com",
    address: null,
    userAgent: null,
    occurredAt: "2026-11-21T12:00:00.000Z",
    deliveryId: null,
    metadata: {},
    ...login,
  });

const found = async (query: Record<string, string>): Promise<number[]> =>
  (await listLogins(world.operator, ListLoginsQuery.parse(query))).data.map(({ seq }) => seq);

test("newest first, with address and device", async () => {
  const { data } = await listLogins(world.operator, ListLoginsQuery.parse({ limit: 200 }));
  expect(data.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(data[2]).toEqual({
    seq: 1,
    user_id: "user_ada",
    email: "ada@example.com",
    event_type: "signed_in",
    ip_address: "203.0.113.7",
    user_agent: "Firefox/150",
    metadata: {},
    occurred_at: "2026-11-21T12:00:00.000Z",
    created_at: expect.stringMatching(/Z$/),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test.each<[Record<string, string>, number[]]>([
  [{ user_id: "user_bob" }, [3, 2]],
  [{ email: "ADA@example.com" }, [1]],
  [{ event_type: "signed_out" }, [2]],
  [{ search: "firefox" }, [1]],
  [{ search: "203.0" }, [1]],
  [{ search: "bob" }, [3, 2]],
  [{ search: "_" }, [3, 2, 1]],
  [{ search: "%" }, []],
  [{ from: "2026-11-21" }, [3, 1]],
  [{ to: "2026-11-20" }, [2]],
  [{ cursor: "3", limit: "1" }, [2]],
])("%j finds %j", async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test.each([{ event_type: "hacked" }, { limit: "1000" }, { from: "1 or 1=1" }])("%j is refused", (query) => {
  expect(ListLoginsQuery.safeParse(query).success).toBe(false);
});

test("a device that calls itself a formula is a text in the CSV", async () => {
  let text = "";
  for await (const batch of exportLogins(world.operator, ListLoginsQuery.parse({ event_type: "signed_out" })))
    text += batch;
  expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true);
  const rows = parse(text, { bom: true, columns: true });
  expect(rows).toMatchObject([{ seq: "2", user_agent: "'=HYPERLINK(1)", metadata: "{}" }]);
});

test("only a super admin reads it", async () => {
  const query = ListLoginsQuery.parse({});
  await expect(listLogins(world.impostor, query)).rejects.toMatchObject({ code: "admin.forbidden" });
  expect(() => exportLogins(world.impostor, query)).toThrow("administrators");
});
