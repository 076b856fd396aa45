import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blobHash, treeHash } from "@/lib/providers/source-control/git-objects";
import { githubSourceControl } from "@/lib/providers/source-control/github/provider";
import { localSourceControl } from "@/lib/providers/source-control/local/provider";
import type { CommitRequest, SourceControl } from "@/lib/providers/source-control/port";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";

const signal = new AbortController().signal;
let root: string;
let github: FakeGithub;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "repositories-"));
  github = await fakeGithub();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    GITHUB_API_URL: github.url,
  });
});
afterAll(async () => {
  await github.close();
  await rm(root, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => Buffer.from(text);
let repositories = 0;

describe.each(["local", "github"] as const)("%s", (kind) => {
  let control: SourceControl;
  let of: Omit<CommitRequest, "changes" | "action">;
  const fresh = (): void => {
    repositories += 1;
    const repository = kind === "local" ? `website-${repositories}` : `acme/website-${repositories}`;
    if (kind === "github") github.repository(repository);
    control = kind === "local" ? localSourceControl(root) : githubSourceControl(GITHUB_TOKEN);
    of = { repository, branch: "main", base: null, message: "Publish the site\n\nWith its style." };
  };
  const write = (action: string, files: Record<string, string | null>, more: Partial<CommitRequest> = {}) =>
    control.commit(
      {
        ...of,
        action,
        changes: Object.entries(files).map(([path, text]) => ({ path, bytes: text === null ? null : bytes(text) })),
        ...more,
      },
      signal,
    );
  const read = (sha: string, branch = "main") => control.readCommit({ repository: of.repository, branch, sha }, signal);

  test("the first commit holds exactly its files, and the next one changes only what it names", async () => {
    fresh();
    const first = await write("a", { "index.html": "<h1>One</h1>", "css/über.css": "h1 {}", "old.txt": "old" });
    const made = await read(first.sha);
    expect(made).toMatchObject({ reachable: true, parentFiles: new Map() });
    const second = await write("b", { "index.html": "<h1>Two</h1>", "old.txt": null });
    expect(await read(second.sha)).toEqual({
      reachable: true,
      files: new Map([
        ["css/über.css", blobHash(bytes("h1 {}"))],
        ["index.html", blobHash(bytes("<h1>Two</h1>"))],
      ]),
      parentFiles: made !== "pending" && made ? made.files : null,
    });
  });

  test("the same action commits once, and a lost answer is found by it", async () => {
    fresh();
    const first = await write("a", { "a.txt": "a" });
    await write("b", { "b.txt": "b" });
    expect(await write("a", { "a.txt": "changed" })).toEqual(first);
    const asked = { repository: of.repository, branch: "main" };
    expect(await control.findCommit({ ...asked, action: "a" }, signal)).toEqual(first);
    expect(await control.findCommit({ ...asked, action: "c" }, signal)).toBeNull();
  });

  test("a new branch begins at its base, and does not move it", async () => {
    fresh();
    await write("a", { "a.txt": "a" });
    const { sha } = await write("b", { "b.txt": "b" }, { branch: "greenlight/change", base: "main" });
    expect(await read(sha, "greenlight/change")).toMatchObject({ reachable: true, files: { size: 2 } });
    expect(await read(sha, "main")).toMatchObject({ reachable: false });
  });

  test("a commit that is not there is not found", async () => {
    fresh();
    await write("a", { "a.txt": "a" });
    expect(await read("0".repeat(40))).toBeNull();
  });
});

test("GitHub is asked only what it describes, and its answers are read as it describes them", () => {
  expect(github.calls.length).toBeGreaterThan(20);
  expect(github.violations).toEqual([]);
});

test("an empty repository of GitHub is pending, not missing, and a branch that moved meanwhile is a conflict", async () => {
  const control = githubSourceControl(GITHUB_TOKEN);
  const of = { repository: "acme/late", branch: "main" };
  expect(await control.readCommit({ ...of, sha: "0".repeat(40) }, signal)).toBeNull();
  github.repository("acme/late");
  expect(await control.readCommit({ ...of, sha: "0".repeat(40) }, signal)).toBe("pending");
  github.push("acme/late", "main", { "a.txt": "a" });
  github.fail(({ method }) => method === "PATCH", 422);
  const request = { ...of, base: null, message: "m", action: "x", changes: [{ path: "b.txt", bytes: bytes("b") }] };
  await expect(control.commit(request, signal)).rejects.toMatchObject({
    code: "repository.branch_moved",
    retryable: true,
  });
});

test("a vendor that acts and dies has its commit found instead of made twice", async () => {
  const control = githubSourceControl(GITHUB_TOKEN);
  github.push("acme/dies", "main", { "a.txt": "a" });
  const request = {
    repository: "acme/dies",
    branch: "main",
    base: null,
    message: "m",
    action: "dies",
    changes: [{ path: "b.txt", bytes: bytes("b") }],
  };
  github.fail(({ method }) => method === "PATCH", "acts_and_dies");
  await expect(control.commit(request, signal)).rejects.toMatchObject({ code: "github.broken_off" });
  const { sha } = (await control.findCommit(request, signal)) ?? {};
  expect(sha).toBe(github.repository("acme/dies").refs.get("main"));
  expect(await control.commit(request, signal)).toMatchObject({ sha });
});

test("hashes are git's own", () => {
  const files = { "index.html": "<h1>One</h1>", "a/b/c.txt": "c", "a.txt": "a", "a-b.txt": "d" };
  const folder = join(root, "hashes.git");
  const run = (args: string[], input?: string): string =>
    execFileSync("git", args, { input, stdio: ["pipe", "pipe", "ignore"] })
      .toString()
      .trim();
  run(["init", "--bare", folder]);
  const blobs = Object.entries(files).map(
    ([path, text]) => [path, run(["-C", folder, "hash-object", "-w", "--stdin"], text)] as const,
  );
  for (const [path, hash] of blobs) expect(blobHash(bytes(files[path as keyof typeof files]))).toBe(hash);
  const lines = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`);
  run(
    ["-C", folder, "fast-import", "--quiet"],
    `commit refs/heads/main\ncommitter A <a@b> 0 +0000\ndata 1\nm\n${lines.join("")}`,
  );
  expect(treeHash(new Map(blobs))).toBe(run(["-C", folder, "rev-parse", "main^{tree}"]));
});
