import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET } from "@/app/api/onboarding/relevance-tool-download/route";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

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
afterAll(() => world.close());

const download = (): Promise<Response> =>
  GET(
    new Request(`http://127.0.0.1/api/onboarding/relevance-tool-download?workspace_id=${company.workspaceId}`, {
      headers: { authorization: "Bearer session" },
    }),
    { params: Promise.resolve({}) },
  );

test("a member gets the tool as a file that is named after its version; without a session there is none", async () => {
  expect((await download()).status).toBe(401);
  session.claims = { sub: company.founder.user.userId, email: company.founder.user.email };
  const response = await download();
  expect(response.status).toBe(200);
  const tool = (await response.json()) as { version: string; title: string };
  expect(tool).toMatchObject({ version: expect.any(String), title: expect.stringContaining("Greenlight") });
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename=greenlight-relevance-tool-v${tool.version}.json`,
  );
});
