import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleRemote } from "@/lib/providers/source-control/github/bundle";
import { githubRepositories } from "@/lib/providers/source-control/github/repositories";
import { localRepositories } from "@/lib/providers/source-control/local/repositories";
import type { Repositories } from "@/lib/providers/source-control/repositories";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub, type Moods } from "../../../fakes/github";

const { signal } = new AbortController();
let root: string;
let github: FakeGithub;
let number = 0;
let repository: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "repositories-"));
  github = await fakeGithub();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    GITHUB_API_URL: github.url,
  });
});
beforeEach(() => {
  number += 1;
  repository = `gl-${number}`;
  github.calls.length = 0;
});
afterEach(() => {
  for (const mood of Object.keys(github.moods) as (keyof Moods)[]) delete github.moods[mood];
});
afterAll(async () => {
  await github.close();
  await rm(root, { recursive: true, force: true });
});

const atGithub = (): Repositories => githubRepositories({ token: GITHUB_TOKEN, owner: "acme" }, async () => undefined);
const FILES = { "README.md": "# A company", "src/main.ts": "export {};\n", "site/über.html": "<h1>Über</h1>" };
const changes = Object.entries(FILES).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
const commit = (to: Repositories, action = "begin") =>
  to.commit({ repository, message: "Begin", action, changes }, signal);
const orders = (): number =>
  github.calls.filter(({ method, path }) => method === "POST" && path === "/orgs/acme/repos").length;

describe.each(["local", "github"] as const)("%s", (kind) => {
  const repositories = (): Repositories => (kind === "local" ? localRepositories(root) : atGithub());

  test("a repository is made with its first commit, once, and read back byte by byte", async () => {
    const to = repositories();
    expect(await to.exists(repository, signal)).toBe(false);
    const { sha } = await commit(to);
    expect((await commit(to)).sha).toBe(sha);
    const files = (await to.readFiles({ repository, sha }, signal)) ?? [];
    expect(Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]))).toEqual(FILES);
    expect(await to.readFiles({ repository, sha: "0".repeat(40) }, signal)).toBeNull();
  });

  test("taken away twice, nothing of that name is left", async () => {
    const to = repositories();
    const { sha } = await commit(to);
    for (let time = 0; time < 2; time++) await to.remove(repository, signal);
    expect([await to.exists(repository, signal), await to.readFiles({ repository, sha }, signal)]).toEqual([
      false,
      null,
    ]);
  });
});

test("at GitHub it is private, and one that was made without an answer is found and not made again, however late its branch is", async () => {
  Object.assign(github.moods, { failsAfterwards: 1, branchLag: 4 });
  await commit(atGithub());
  expect([orders(), github.repository(`acme/${repository}`).private]).toEqual([1, true]);
});

test("a commit whose answer was lost is found by its action; GitHub's bad moments are waited for", async () => {
  github.fail(({ method }) => method === "PATCH", "acts_and_dies");
  github.fail(({ path }) => path.endsWith("/git/blobs"), 502);
  github.fail(({ path }) => path.endsWith("/commits"), "dies");
  const { sha } = await commit(atGithub());
  expect(github.repository(`acme/${repository}`).refs.get("main")).toBe(sha);
  github.fail(({ method }) => method === "DELETE", "acts_and_dies");
  await atGithub().remove(repository, signal);
  expect(await atGithub().exists(repository, signal)).toBe(false);
});

test("bytes that are not the commit's are refused, and so is an archived repository", async () => {
  const { sha } = await commit(atGithub());
  github.moods.lies = "other bytes";
  await expect(atGithub().readFiles({ repository, sha }, signal)).rejects.toMatchObject({
    code: "repository.other_bytes",
  });
  github.repository(`acme/${repository}`).archived = true;
  await expect(commit(atGithub(), "next")).rejects.toMatchObject({ code: "repository.archived" });
});

test("a repository is fetched with its history into a bundle; its token is in no address, and a wrong one gets nothing", async () => {
  const { sha } = await commit(localRepositories(root));
  const folder = join(root, `${repository}.git`);
  execFileSync("git", ["-C", folder, "update-server-info"]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const path = new URL(request.url ?? "/", "http://git").pathname;
    const wanted = `Basic ${Buffer.from(`x-access-token:${GITHUB_TOKEN}`).toString("base64")}`;
    if (request.headers.authorization !== wanted) return void response.writeHead(401).end();
    readFile(join(root, path)).then(
      (bytes) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${repository}.git`;
    const file = join(root, "company.bundle");
    expect(await bundleRemote({ url, token: GITHUB_TOKEN, file }, signal)).toBe(true);
    expect(execFileSync("git", ["bundle", "list-heads", file]).toString()).toContain(`${sha} refs/heads/main`);
    await expect(bundleRemote({ url, token: "a wrong token", file }, signal)).rejects.toMatchObject({
      code: "repository.not_fetched",
    });
    expect(asked.join("\n")).not.toContain(GITHUB_TOKEN);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("GitHub was asked only what it describes", () => {
  expect(github.violations).toEqual([]);
});
