import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST as accept } from "@/app/api/invites/accept/route";
import { GET as getProject, PATCH as patchProject } from "@/app/api/projects/[projectId]/route";
import { DELETE as deleteInvite } from "@/app/api/workspaces/[workspaceId]/invites/[inviteId]/route";
import { POST as resend } from "@/app/api/workspaces/[workspaceId]/invites/[inviteId]/resend/route";
import { GET as getInvites, POST as postInvites } from "@/app/api/workspaces/[workspaceId]/invites/route";
import { DELETE as deleteKey } from "@/app/api/workspaces/[workspaceId]/keys/[keyId]/route";
import { GET as getKeys, POST as postKeys } from "@/app/api/workspaces/[workspaceId]/keys/route";
import { POST as leave } from "@/app/api/workspaces/[workspaceId]/leave/route";
import {
  DELETE as deleteMember,
  PATCH as patchMember,
} from "@/app/api/workspaces/[workspaceId]/members/[userId]/route";
import { GET as getMembers } from "@/app/api/workspaces/[workspaceId]/members/route";
import { GET as getWorkspace, PATCH as patchWorkspace } from "@/app/api/workspaces/[workspaceId]/route";
import { POST as transfer } from "@/app/api/workspaces/[workspaceId]/transfer-ownership/route";
import { GET as getWorkspaces, POST as postWorkspaces } from "@/app/api/workspaces/route";
import type { UserCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { tokenOf } from "../../../lib/foundation/members/members-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: TestWorld;
let company: Company;
let workspaceId: string;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company("Acme");
  ({ workspaceId } = company);
  signIn(company.founder);
});
afterAll(() => world.close());

function signIn(ctx: UserCtx | null): void {
  session.claims = ctx && { sub: ctx.user.userId, email: ctx.user.email };
}

type Answer = { status: number; body: Record<string, unknown> & { data?: Record<string, unknown>[] } };
type Call = { params?: Record<string, string>; body?: unknown; bearer?: string };

/** A script's call: its session, or a key, is a bearer token. */
async function call(route: typeof getMembers, { params = {}, body, bearer = "session" }: Call = {}): Promise<Answer> {
  const request = new Request("http://127.0.0.1/api/workspaces", {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      authorization: `Bearer ${bearer}`,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await route(request, {
    params: Promise.resolve({ workspaceId, projectId: company.projectId, ...params }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

test("invite, mail again, accept, change, hand over, leave", async () => {
  const guest = world.user();
  const made = await call(postInvites, { body: { email: guest.user.email.toUpperCase(), role: "member" } });
  expect(made).toMatchObject({ status: 201, body: { email: guest.user.email, state: "open", mailed_at: null } });
  const inviteId = String(made.body.id);
  expect(await call(resend, { params: { inviteId } })).toMatchObject({ status: 202, body: { id: inviteId } });
  expect(await call(getInvites)).toMatchObject({ status: 200, body: { data: [{ id: inviteId }], next_cursor: null } });

  const body = { token: await tokenOf(world, inviteId) };
  expect(await call(accept, { body })).toMatchObject({ status: 403, body: { code: "invite.other_person" } });
  signIn(guest);
  expect(await call(getMembers)).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
  expect(await call(accept, { body })).toEqual({
    status: 200,
    body: { workspace_id: workspaceId, workspace_name: "Acme", role: "member", project_id: company.projectId },
  });
  expect(await call(accept, { body })).toMatchObject({ status: 409, body: { code: "invite.accepted" } });
  const members = await call(getMembers);
  expect(members).toMatchObject({ status: 200, body: { next_cursor: null } });
  const guestId = guest.user.userId;
  expect(members.body.data?.find(({ is_you }) => is_you)).toMatchObject({ user_id: guestId, role: "member" });

  const params = { userId: guestId };
  expect(await call(patchMember, { params, body: { role: "admin" } })).toMatchObject({
    status: 403,
    body: { code: "permission.missing" },
  });
  signIn(company.founder);
  expect(await call(patchMember, { params, body: { role: "admin" } })).toMatchObject({
    status: 200,
    body: { user_id: guestId, role: "admin", is_you: false },
  });
  expect(await call(leave, { body: {} })).toMatchObject({ status: 409, body: { code: "member.last_owner" } });
  expect(await call(transfer, { body: { user_id: guestId } })).toMatchObject({
    status: 200,
    body: { owner: { user_id: guestId }, previous_owner: { role: "admin" } },
  });
  expect(await call(leave, { body: {} })).toMatchObject({ status: 200, body: { is_you: true } });
  expect(await call(getMembers)).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
});

test("a removed member is out with their next request", async () => {
  const userId = company.viewer.actor.type === "user" ? company.viewer.actor.userId : "";
  expect(await call(deleteMember, { params: { userId } })).toMatchObject({ status: 200, body: { user_id: userId } });
  session.claims = { sub: userId, email: "viewer@example.com" };
  expect(await call(getMembers)).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
});

test("a withdrawn, an expired and an invented invitation answer as promised", async () => {
  const guest = world.user();
  const invite = async (): Promise<{ inviteId: string; token: string }> => {
    const { body } = await call(postInvites, { body: { email: guest.user.email, role: "viewer" } });
    return { inviteId: String(body.id), token: await tokenOf(world, String(body.id)) };
  };
  const withdrawn = await invite();
  expect(await call(deleteInvite, { params: withdrawn })).toMatchObject({ status: 200, body: { state: "revoked" } });
  const expired = await invite();
  await world.admin.query("update workspace_invites set expires_at = now() where id = $1", [expired.inviteId]);
  signIn(guest);
  for (const [token, status, code] of [
    [withdrawn.token, 422, "invite.revoked"],
    [expired.token, 422, "invite.expired"],
    ["0".repeat(64), 404, "invite.not_found"],
    ["x".repeat(201), 400, "request.invalid"],
    ["", 400, "request.invalid"],
  ] as const) {
    expect(await call(accept, { body: { token } })).toMatchObject({ status, body: { code } });
  }
});

test("a workspace without a company, and its new name", async () => {
  const made = await call(postWorkspaces, { body: { name: " Empty  one " } });
  expect(made).toMatchObject({ status: 201, body: { name: "Empty one", role: "owner", plan: "free" } });
  const params = { workspaceId: String(made.body.id) };
  expect(await call(patchWorkspace, { params, body: { name: "Full one" } })).toMatchObject({ status: 200 });
  expect(await call(getWorkspace, { params })).toMatchObject({ status: 200, body: { name: "Full one" } });
  expect((await call(getWorkspaces)).body.data).toHaveLength(2);
  expect(await call(patchWorkspace, { params, body: { name: "" } })).toMatchObject({ status: 400 });
});

test("a company's name, idea and website", async () => {
  expect(await call(patchProject, { body: { idea: "Rockets", website: "acme.example" } })).toMatchObject({
    status: 200,
    body: { name: "Acme", idea: "Rockets", website: "https://acme.example" },
  });
  expect(await call(patchProject, { body: {} })).toMatchObject({ status: 400, body: { code: "request.invalid" } });
  expect(await call(getProject)).toMatchObject({ status: 200, body: { idea: "Rockets" } });
});

test("a key is shown once, opens its workspace as far as its scopes go, and can be revoked", async () => {
  const made = await call(postKeys, { body: { name: "Export", scopes: ["workspace.read", "members.read"] } });
  expect(made).toMatchObject({ status: 201, body: { name: "Export", key: expect.stringMatching(/^glk_/) } });
  const listed = await call(getKeys);
  expect(listed).toMatchObject({ status: 200, body: { data: [{ id: made.body.id }], next_cursor: null } });
  expect(listed.body.data?.[0]).not.toHaveProperty("key");

  signIn(null);
  const bearer = String(made.body.key);
  expect(await call(getMembers)).toMatchObject({ status: 401, body: { code: "session.missing" } });
  expect(await call(getMembers, { bearer })).toMatchObject({ status: 200 });
  for (const refused of [
    call(postInvites, { bearer, body: { email: "a@example.com", role: "viewer" } }),
    call(postKeys, { bearer, body: { name: "x", scopes: ["members.read"] } }),
    call(patchWorkspace, { bearer, body: { name: "x" } }),
  ]) {
    expect(await refused).toMatchObject({ status: 403, body: { code: "permission.missing" } });
  }
  const elsewhere = { workspaceId: company.stranger.workspaceId };
  expect(await call(getMembers, { bearer, params: elsewhere })).toMatchObject({ status: 403 });
  expect(await call(accept, { bearer, body: { token: "x" } })).toMatchObject({ status: 401 });

  signIn(company.founder);
  expect(await call(deleteKey, { params: { keyId: String(made.body.id) } })).toMatchObject({ status: 200 });
  signIn(null);
  expect(await call(getMembers, { bearer })).toMatchObject({ status: 401, body: { code: "key.invalid" } });
});

test.each([
  [postInvites, { email: "nobody", role: "viewer" }],
  [postInvites, { email: "a@example.com", role: "god" }],
  [postInvites, { email: "a@example.com\r\nBcc: b@example.com", role: "viewer" }],
  [postInvites, []],
  [transfer, { user_id: 7 }],
  [postKeys, { name: "x", scopes: "leads.read" }],
  [patchWorkspace, { name: { toString: "x" } }],
])("bad input is 400 and says where", async (route, body) => {
  expect(await call(route, { body })).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});
