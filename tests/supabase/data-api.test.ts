import { randomBytes } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/platform/database.types";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";
import { startDataApi, type DataApi } from "./data-api";

const SECRET = randomBytes(32).toString("hex");
let world: TestWorld;
let mine: Company;
let theirs: Company;
let api: DataApi;
beforeAll(async () => {
  world = await createTestWorld({ SUPABASE_JWT_SECRET: SECRET });
  api = await startDataApi(world.adminUrl, SECRET);
  Object.assign(process.env, {
    SUPABASE_URL: api.url,
    SUPABASE_ANON_KEY: "anon-key",
    SUPABASE_SERVICE_ROLE_KEY: "service-key",
  });
  [mine, theirs] = [await world.company(), await world.company()];
});
afterAll(async () => {
  await api.close();
  await world.close();
});

const WRITES = ["insert", "update", "delete"] as const;
const claimsOfClerk = { role: "authenticated", iss: "https://clerk.example.com" };

/** A browser's client, with a session the identity provider gave. */
const browser = async (claims: Record<string, unknown>, secret = SECRET): Promise<ReturnType<typeof createClient>> => {
  const token = await new SignJWT({ exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
  return createClient(api.url, "anon-key", { accessToken: () => Promise.resolve(token) });
};

/** A client whose token names one workspace, signed with the installation's secret as only its server can. */
const tenantClient = (workspaceId: string): SupabaseClient<Database> =>
  createClient<Database>(api.url, "anon-key", {
    accessToken: () =>
      new SignJWT({ role: "authenticated", greenlight_workspace_id: workspaceId })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("greenlight")
        .setExpirationTime("60 s")
        .sign(new TextEncoder().encode(SECRET)),
  });

test("S8: sees the rows of its workspace and none of another, in public and in genesis", async () => {
  const client = tenantClient(mine.workspaceId);
  for (const table of ["projects", "project_events", "user_workspaces"] as const) {
    const { data, error } = await client.from(table).select();
    expect(error).toBeNull();
    expect(data?.length).toBeGreaterThan(0);
    expect(new Set(data?.map((row) => row.workspace_id))).toEqual(new Set([mine.workspaceId]));
  }
  const { data } = await client.from("projects").select().eq("workspace_id", theirs.workspaceId);
  expect(data?.filter((row) => row.workspace_id === theirs.workspaceId)).toEqual([]);
  expect((await client.schema("genesis").from("leads").select()).data).toEqual([]);
});

test("changes nothing, its own rows included", async () => {
  const client = tenantClient(mine.workspaceId);
  const attempts = {
    insert: () => client.from("suppressions").insert({} as never),
    update: () => client.from("projects").update({ name: "x" }).eq("workspace_id", mine.workspaceId),
    delete: () => client.from("projects").delete().eq("workspace_id", mine.workspaceId),
  };
  for (const write of WRITES) expect((await attempts[write]()).error).toMatchObject({ code: "42501" });
});

test.each(["workspace_keys", "workspace_webhook_tokens", "governance_audit_log", "workspace_invites"] as const)(
  "%s is not to be had",
  async (table) => {
    const { data, error } = await tenantClient(mine.workspaceId).from(table).select();
    expect({ data, code: error?.code }).toEqual({ data: null, code: "42501" });
  },
);

test.each([
  ["under another issuer", { ...claimsOfClerk, sub: "user_nobody" }],
  ["without an issuer", { role: "authenticated" }],
  ["as metadata", { ...claimsOfClerk, user_metadata: { iss: "greenlight" } }],
])("a session that smuggles the workspace %s sees nothing", async (_, claims) => {
  const client = await browser({ ...claims, greenlight_workspace_id: mine.workspaceId });
  for (const table of ["workspaces", "projects"]) expect((await client.from(table).select()).data).toEqual([]);
});

test("a member's session that smuggles another workspace still sees only their own", async () => {
  const sub = mine.founder.user.userId;
  const client = await browser({ ...claimsOfClerk, sub, greenlight_workspace_id: theirs.workspaceId });
  const { data } = await client.from("projects").select();
  expect(data).toEqual([expect.objectContaining({ workspace_id: mine.workspaceId })]);
});

test.each([
  ["signed with another secret", { ...claimsOfClerk, iss: "greenlight" }, "another-secret-of-32-characters!"],
  ["that has ended", { ...claimsOfClerk, iss: "greenlight", exp: 1_700_000_000 }, SECRET],
])("a token %s is refused", async (_, claims, secret) => {
  const client = await browser({ ...claims, greenlight_workspace_id: mine.workspaceId }, secret);
  const { data, status } = await client.from("projects").select();
  expect({ data, status }).toEqual({ data: null, status: 401 });
});

test("a frozen workspace is shut at this door too, until it is unfrozen", async () => {
  const client = tenantClient(theirs.workspaceId);
  const setStatus = (status: string): Promise<unknown> =>
    world.admin.query("update workspaces set status = $2 where id = $1", [theirs.workspaceId, status]);
  await setStatus("frozen");
  expect((await client.from("projects").select()).data).toEqual([]);
  await setStatus("active");
  expect((await client.from("projects").select()).data).toHaveLength(1);
});
