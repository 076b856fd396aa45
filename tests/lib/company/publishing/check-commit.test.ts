import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { checkCommit } from "@/lib/company/publishing/check-commit";
import { approval, approvedAction, carriedOut, execute, look, lookUp } from "../../../factories/carried-out";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";

let home: string;
let github: FakeGithub;
let world: TestWorld;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "repositories-"));
  github = await fakeGithub();
  world = await createTestWorld({
    GREENLIGHT_HOME: home,
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    GITHUB_API_URL: github.url,
    LOCAL_MODE: "true",
  });
});
afterAll(async () => {
  await world.close();
  await github.close();
  await rm(home, { recursive: true, force: true });
});

async function withGithub(name: string): Promise<{ company: Company; repository: string }> {
  const company = await world.company();
  const config = { token: GITHUB_TOKEN, owner: "acme" };
  await saveIntegration(company.owner, { provider: "github", config, enabled: true, projectId: company.projectId });
  github.push(`acme/${name}`, "main", { "README.md": "hello" });
  return { company, repository: `acme/${name}` };
}
const change = { message: "Say hello", files: [{ path: "docs/hello.md", content: "Hello" }] };

test("a commit to a repository of this machine is verified by a fresh clone, and contradicted when the branch leaves it", async () => {
  const company = await world.company();
  const { id, receipt } = await carriedOut(company, "repository.commit", change);
  expect(receipt).toMatchObject({ verdict: "verified" });
  const folder = join(home, "repositories", `website-${company.projectId.replaceAll("-", "")}.git`);
  const run = (...args: string[]): string => execFileSync("git", ["-C", folder, ...args]).toString();
  expect(run("show", "main:docs/hello.md")).toBe("Hello");
  expect(run("log", "-1", "--format=%B", "main")).toContain("Say hello");
  run("update-ref", "-d", "refs/heads/main");
  expect(await look(company, id, 400)).toMatchObject({ verdict: "contradicted" });
});

test("at GitHub the rest of the repository stays as it is, and another person's later commit changes no verdict", async () => {
  const { company, repository } = await withGithub("rest");
  const files = [...change.files, { path: "README.md", delete: true }];
  const { id, receipt } = await carriedOut(company, "repository.commit", { ...change, repository, files });
  expect(receipt).toMatchObject({ verdict: "verified" });
  github.push(repository, "main", { "other.md": "x" });
  expect(await look(company, id, 400)).toMatchObject({ verdict: "verified" });
});

test("a commit with other files than were approved is contradicted", async () => {
  const { company, repository } = await withGithub("other");
  const id = await approvedAction(company, "repository.commit", { ...change, repository });
  await execute(company, id);
  const at = github.repository(repository);
  const commit = at.commits.get(at.refs.get("main") ?? "");
  at.trees.get(commit?.tree ?? "")?.set("sneaked-in.md", "0".repeat(40));
  expect(await look(company, id)).toMatchObject({ verdict: "contradicted" });
});

test("a pull request is verified by its commit and its base; one that was opened elsewhere is contradicted", async () => {
  const { company, repository } = await withGithub("pulls");
  const wanted = { repository, branch: "greenlight/hello", title: "Say hello", files: change.files };
  const { id, receipt } = await carriedOut(company, "repository.pull_request", wanted);
  expect(receipt).toMatchObject({ verdict: "verified" });
  expect(github.repository(repository).pulls).toMatchObject([{ head: "greenlight/hello", base: "main" }]);
  Object.assign(github.repository(repository).pulls[0] ?? {}, { base: "release" });
  expect(await look(company, id, 400)).toMatchObject({ verdict: "contradicted" });
});

test("this machine has no pull requests: the branch holds the change, and it is said so", async () => {
  const company = await world.company();
  await carriedOut(company, "repository.commit", change);
  const { id, receipt } = await carriedOut(company, "repository.pull_request", {
    branch: "idea",
    title: "Idea",
    files: [{ path: "a.md", content: "a" }],
  });
  expect(receipt).toMatchObject({ verdict: "verified" });
  expect((await approval(company, id)).executions[0]?.words).toContain("This machine has no pull requests");
});

test("GitHub acts and dies: the commit is found by its action and not made again", async () => {
  const { company, repository } = await withGithub("lost");
  const id = await approvedAction(company, "repository.commit", { ...change, repository });
  github.fail(({ method }) => method === "PATCH", "acts_and_dies");
  await execute(company, id);
  expect((await approval(company, id)).state).toBe("unknown");
  const before = github.repository(repository).commits.size;
  await lookUp(company, id);
  expect(github.repository(repository).commits.size).toBe(before);
  expect((await approval(company, id)).state).toBe("executed");
  expect(await look(company, id)).toMatchObject({ verdict: "verified" });
});

test.each([
  ["a branch that is none", { branch: "a..b" }],
  ["a path into git's own folder", { files: [{ path: ".git/config", content: "x" }] }],
  ["a control character in the message", { message: "a\u0007" }],
])("%s is refused when it is proposed", async (_name, wrong) => {
  const { owner, projectId } = await world.company();
  const wanted = { projectId, action_type: "repository.commit", payload: { ...change, ...wrong } };
  await expect(proposeAction(owner, wanted)).rejects.toThrow();
});

test("a repository of somebody else's cannot be named for this machine or a shared account", async () => {
  const { owner, projectId } = await world.company();
  const wanted = { projectId, action_type: "repository.commit", payload: { ...change, repository: "other/secret" } };
  await expect(proposeAction(owner, wanted)).rejects.toMatchObject({ code: "repository.not_own" });
});

test("an account that is not connected any more leaves the commit unverifiable", async () => {
  const { company, repository } = await withGithub("gone");
  const { id } = await carriedOut(company, "repository.commit", { ...change, repository });
  await saveIntegration(company.owner, { provider: "github", enabled: false, projectId: company.projectId });
  expect(await look(company, id, 400)).toMatchObject({ verdict: "unverifiable" });
  const sealed = { contract: {}, account: {} } as Parameters<typeof checkCommit>[1]["sealed"];
  const none = {
    ...company.viewer,
    actor: { ...company.viewer.actor, permissions: new Set() },
  } as typeof company.viewer;
  const of = { projectId: company.projectId, sealed, execution: {} as never, signal: new AbortController().signal };
  await expect(checkCommit(none, of)).rejects.toMatchObject({ code: "permission.missing" });
});

test("GitHub was asked only what it describes, pull requests too", () => {
  expect(github.calls.some(({ path }) => path.endsWith("/pulls"))).toBe(true);
  expect(github.violations).toEqual([]);
});
