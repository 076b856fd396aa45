import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { freeName, placeName } from "@/lib/company/publishing/place-name";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
/** One with accounts of its own at GitHub and Vercel. */
let connected: Company;
beforeAll(async () => {
  world = await createTestWorld({ LOCAL_MODE: "true", PROJECT_INTEGRATION_ENCRYPTION_KEY: "0".repeat(64) });
  company = await world.company();
  connected = await world.company();
  const { owner, projectId } = connected;
  const github = { token: "github-token-of-this-company", owner: "acme" };
  await saveIntegration(owner, { provider: "github", config: github, enabled: true, projectId });
  const vercel = { token: "vercel-token-of-this-company", project: runtimeName(projectId) };
  await saveIntegration(owner, { provider: "vercel", config: vercel, enabled: true, projectId });
});
afterAll(() => world.close());

const FILES = [{ path: "index.html", content: "<h1>Acme</h1>" }];
/** Every action that a founder can name a place of a company in. */
const NAMED: Record<string, (name: string) => object> = {
  "website.deploy": (site) => ({ site, files: FILES }),
  "repository.commit": (repository) => ({ repository, message: "A page", files: FILES }),
  "repository.pull_request": (repository) => ({
    repository,
    branch: "a-page",
    title: "A page",
    message: "A page",
    files: FILES,
  }),
};
const propose = ({ owner, projectId }: Company, kind: string, name: string) =>
  proposeAction(owner, { projectId, action_type: kind, payload: NAMED[kind]?.(name) } as Parameters<
    typeof proposeAction
  >[1]);
const RESERVED = {
  code: "name.reserved",
  message: expect.stringMatching(/^The name .*gl-.* is kept for .*Choose another/i),
};

test("these are all actions that name a site or a repository", () => {
  const naming = Object.values(ACTIONS).filter(({ input }) => {
    const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    return "site" in properties || "repository" in properties;
  });
  expect(naming.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(NAMED).toSorted());
});

describe.each(Object.keys(NAMED))("%s", (kind) => {
  test("refuses the name that would lead to the company's own runtime, and takes one that only begins like it", async () => {
    await expect(propose(company, kind, "gl")).rejects.toMatchObject(RESERVED);
    expect(await propose(company, kind, "gl-site")).toMatchObject({ state: "pending" });
  });

  test("refuses the runtime's name at an account of the company's own", async () => {
    const name = kind === "website.deploy" ? "website" : runtimeName(company.projectId);
    await expect(propose(connected, kind, name)).rejects.toMatchObject(RESERVED);
  });
});

test.each(["repository.commit", "repository.pull_request"])(
  "%s refuses it in capitals and with an owner, as GitHub would take it for the same",
  async (kind) => {
    for (const [of, name] of [
      [company, "GL"],
      [connected, `acme/${runtimeName(company.projectId).toUpperCase()}`],
    ] as const)
      await expect(propose(of, kind, name)).rejects.toMatchObject(RESERVED);
  },
);

test("only the runtime's name itself is refused", () => {
  const { projectId } = company;
  for (const name of ["website", "gl-", "gl-1", "agl", "g", "glx", "gl_", "gl.x"])
    expect(freeName(placeName(name, projectId))).toBe(placeName(name, projectId));
  for (const name of [runtimeName(projectId), `acme/${runtimeName(projectId)}`])
    expect(() => freeName(name)).toThrow(/is kept for a company’s own runtime/);
});
