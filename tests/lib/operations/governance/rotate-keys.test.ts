import { afterAll, beforeAll, expect, test } from "vitest";
import { rotateKeys } from "@/lib/operations/governance/rotate-keys";
import { AGES, insertSealed, keyId, keysAt, readSealed, SEALED } from "../../../factories/sealed-rows";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
});
afterAll(() => world.close());

const audited = async (): Promise<{ actor_type: string; after: Record<string, unknown> }[]> =>
  (
    await world.admin.query(
      "select actor_type, after from governance_audit_log where action = 'keys.rotated' order by seq",
    )
  ).rows;

/** Encrypted columns in the catalogue that the rotation does not know. */
async function uncovered(): Promise<string[]> {
  const { rows } = await world.admin.query<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where column_name like '%\\_encrypted' and table_schema in ('public', 'genesis', 'private')`,
  );
  const { columns } = await rotateKeys(world.system());
  const covered = new Set(columns.map(({ table, column }) => `${table}.${column}`));
  return rows.map(({ name }) => name).filter((name) => !covered.has(name));
}

test("every sealed column of the database is covered, and a new one would be noticed", async () => {
  expect(await uncovered()).toEqual([]);
  const { columns } = await rotateKeys(world.system());
  const names = ({ table, column }: { table: string; column: string }): string => `${table}.${column}`;
  expect(columns.map(names).toSorted()).toEqual(Object.values(SEALED).map(names).toSorted());
  await world.admin.query("create table public.planted (workspace_id uuid, note_encrypted text)");
  expect(await uncovered()).toEqual(["public.planted.note_encrypted"]);
  await world.admin.query("drop table public.planted");
});

test("rows of three ages are sealed under the current key and hold what they held; a second run finds nothing to do", async () => {
  const companies = [await world.company(), await world.company(), await world.company()] as const;
  const plain: Record<string, string[]> = {};
  for (const what of Object.keys(SEALED)) {
    for (const [index, age] of (["oldest", "older", "current"] as const).entries()) {
      const { workspaceId, projectId } = companies[index] ?? companies[0];
      (plain[what] ??= []).push(await insertSealed(world.admin, what, { workspaceId, projectId, age }));
    }
  }
  const first = await rotateKeys(world.system());
  expect(first).toMatchObject({ resealed: 2 * Object.keys(SEALED).length, leftovers: [] });
  for (const what of Object.keys(SEALED)) {
    const rows = (await Promise.all(companies.map((of) => readSealed(world.admin, what, of.workspaceId)))).flat();
    const texts = rows.map((row) => row.plain);
    expect(texts, what).toEqual(expect.arrayContaining(plain[what] ?? []));
    expect(texts).not.toContain(null);
  }
  const before = await readSealed(world.admin, "credentials", companies[2].workspaceId);
  const second = await rotateKeys(world.system());
  expect(second).toMatchObject({ resealed: 0, leftovers: [] });
  expect(await readSealed(world.admin, "credentials", companies[2].workspaceId)).toEqual(before);
  expect(second.keys.filter(({ purpose }) => purpose === "vault")).toEqual([
    { purpose: "vault", keyId: keyId("current"), role: "current", rows: expect.any(Number) },
    { purpose: "vault", keyId: keyId("older"), role: "previous", rows: 0 },
    { purpose: "vault", keyId: keyId("oldest"), role: "previous", rows: 0 },
  ]);
});

test("each run is one line of the audit log, without a secret", async () => {
  const before = (await audited()).length;
  const { workspaceId, projectId } = await world.company();
  const plain = await insertSealed(world.admin, "credentials", { workspaceId, projectId, age: "older" });
  await rotateKeys(world.system());
  const lines = await audited();
  expect(lines).toHaveLength(before + 1);
  expect(lines.at(-1)).toMatchObject({ actor_type: "operator", after: { resealed: 1, leftovers: [] } });
  expect(JSON.stringify(lines.at(-1))).not.toContain(plain);
});

test("a key nobody configured and a damaged row are named and left alone; all the rest is done", async () => {
  const { workspaceId, projectId } = await world.company();
  for (const age of AGES) await insertSealed(world.admin, "credentials", { workspaceId, projectId, age });
  await insertSealed(world.admin, "integrations", { workspaceId, projectId, age: "lost" });
  await insertSealed(world.admin, "invites", { workspaceId, projectId, age: "older" });
  await world.admin.query(
    "update workspace_invites set token_encrypted = token_encrypted || 'AAAA' where workspace_id = $1",
    [workspaceId],
  );
  const kept = (await readSealed(world.admin, "credentials", workspaceId)).find((row) => row.keyId === keyId("lost"));

  const { resealed, leftovers, keys } = await rotateKeys(world.system());
  expect(resealed).toBe(2);
  expect(leftovers).toEqual([
    { table: "genesis.credential_store", keyId: keyId("lost"), rows: 1, why: "unknown" },
    { table: "public.workspace_invites", keyId: keyId("older"), rows: 1, why: "damaged" },
    { table: "public.project_integrations", keyId: keyId("lost", "integrations"), rows: 1, why: "unknown" },
  ]);
  expect(keys).toContainEqual({ purpose: "vault", keyId: keyId("lost"), role: "unknown", rows: 1 });
  expect(await readSealed(world.admin, "credentials", workspaceId)).toContainEqual(kept);
});
