import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { projectRoute } from "@/lib/http/project-route";
import { userRoute } from "@/lib/http/user-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import type { UserCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
beforeEach(() => signIn(null));
afterAll(() => world.close());

function signIn(user: UserCtx["user"] | null): void {
  session.claims = user && { sub: user.userId, email: user.email };
}

type Answer = { status: number; body: Record<string, unknown> };
const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: (await response.json()) as Record<string, unknown>,
});

const byWorkspace = workspaceRoute({
  input: { query: z.object({}) },
  handler: async (ctx) => ({ in: ctx.workspaceId }),
});
const byProject = projectRoute({ input: {}, handler: async (ctx) => ({ in: ctx.workspaceId }) });
const byUser = userRoute({ input: {}, handler: async (ctx) => ({ user: ctx.user.email }) });

const enter = async (workspaceId: string): Promise<Answer> =>
  answerOf(
    await byWorkspace(new Request(`http://localhost/x?workspace_id=${workspaceId}`), { params: Promise.resolve({}) }),
  );
const enterProject = async (projectId: string): Promise<Answer> =>
  answerOf(await byProject(new Request("http://localhost/x"), { params: Promise.resolve({ projectId }) }));

test("without a session every door is 401, also for what does not exist", async () => {
  const expected = { status: 401, body: { code: "session.missing", error: "Sign in first." } };
  expect(
    await answerOf(await byUser(new Request("http://localhost/x"), { params: Promise.resolve({}) })),
  ).toMatchObject(expected);
  for (const id of [company.workspaceId, randomUUID(), "nonsense"]) {
    expect(await enter(id)).toMatchObject(expected);
    expect(await enterProject(id)).toMatchObject(expected);
  }
});

test("a member enters by workspace and by company", async () => {
  signIn(company.founder.user);
  expect(await enter(company.workspaceId)).toEqual({ status: 200, body: { in: company.workspaceId } });
  expect(await enterProject(company.projectId)).toEqual({ status: 200, body: { in: company.workspaceId } });
});

test("a stranger gets the same 403 for what exists and for what does not", async () => {
  signIn(world.user().user);
  for (const door of [enter, enterProject]) {
    const real = await door(door === enter ? company.workspaceId : company.projectId);
    const none = await door(randomUUID());
    expect(real.status).toBe(403);
    expect({ ...real.body, request_id: "" }).toEqual({ ...none.body, request_id: "" });
  }
});

test("an id that is none is 400", async () => {
  signIn(company.founder.user);
  expect(await enter("1 or 1=1")).toMatchObject({ status: 400, body: { code: "workspace_id.invalid" } });
  expect(await enterProject("../admin")).toMatchObject({ status: 400, body: { field: "projectId" } });
});

test("a frozen workspace is 403 to its own owner, with the reason", async () => {
  const frozen = await world.company();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'Spam.' where id = $1", [
    frozen.workspaceId,
  ]);
  signIn(frozen.founder.user);
  const expected = { status: 403, body: { code: "workspace.frozen", error: "Workspace is frozen: Spam." } };
  expect(await enter(frozen.workspaceId)).toMatchObject(expected);
  expect(await enterProject(frozen.projectId)).toMatchObject(expected);
});
