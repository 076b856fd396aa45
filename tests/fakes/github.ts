import { createHash } from "node:crypto";
import { z } from "zod";
import { blobHash, treeHash } from "@/lib/providers/source-control/git-objects";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";

type Commit = { tree: string; parents: string[]; message: string };
type Repository = {
  trees: Map<string, Map<string, string>>;
  commits: Map<string, Commit>;
  refs: Map<string, string>;
  pulls: { number: number; head: string; base: string; state: string }[];
  blobs: Map<string, Buffer>;
  private: boolean;
  archived: boolean;
  /** How many look-ups of a branch still find none. */
  unborn: number;
};

/** GitHub's moods, as far as whole repositories go; counts are of answers. */
export type Moods = {
  /** The next orders of a repository are carried out and answered with 500. */
  failsAfterwards?: number;
  /** So many look-ups of a new repository's branch find none. */
  branchLag?: number;
  /** The bytes that files are said to have. */
  lies?: string;
};
export type FakeGithub = VendorServer & {
  moods: Moods;
  repositories: Map<string, Repository>;
  repository(name: string): Repository;
  /** Moves a branch to one commit more, as another person would. */
  push(name: string, branch: string, files: Record<string, string>): string;
};

const TOKEN = "github-token-0123456789abcdef";
export { TOKEN as GITHUB_TOKEN };

const none = (status: number, message: string): VendorAnswer => ({ status, body: { message } });
const link = "https://api.github.com/x";

/** GitHub's git database in memory: blobs, trees, commits and branches by their true hashes. */
export async function fakeGithub(): Promise<FakeGithub> {
  const repositories = new Map<string, Repository>();
  const repository = (name: string): Repository => {
    const found = repositories.get(name) ?? EMPTY();
    repositories.set(name, found);
    return found;
  };
  const fake: Pick<FakeGithub, "moods"> = { moods: {} };
  /** A repository that begins with a commit of GitHub's own, as `auto_init` asks for. */
  const create = (name: string, { body }: VendorCall): VendorAnswer | null => {
    if (repositories.has(name)) return none(422, "name already exists on this account");
    const { private: isPrivate, auto_init: begins } = body as { private: boolean; auto_init?: boolean };
    const at = Object.assign(repository(name), { private: isPrivate, unborn: fake.moods.branchLag ?? 0 });
    if (begins) push(name, "main", { "README.md": `# ${name}` });
    const fails = fake.moods.failsAfterwards ?? 0;
    fake.moods.failsAfterwards = Math.max(fails - 1, 0);
    return at && fails > 0 ? none(500, "Server Error") : null;
  };
  const server = await vendorServer({
    vendor: "github",
    undescribed: /\/pulls$/,
    handle: (call, contract) => {
      if (call.headers.authorization !== `Bearer ${TOKEN}`) return none(401, "Bad credentials");
      if (call.path === "/user") return { body: contract.answer("GET /user", { login: "acme-bot" }) };
      const [, owner = ""] = /^\/orgs\/([^/]+)\/repos$/.exec(call.path) ?? [];
      if (owner !== "" && call.method === "POST") {
        const made = `${owner}/${(call.body as { name: string }).name}`;
        const refused = create(made, call);
        return (
          refused ?? { status: 201, body: contract.answer("POST /orgs/{org}/repos", shown(made, repository(made))) }
        );
      }
      const [, name = "", rest = ""] = /^\/repos\/([^/]+\/[^/]+)\/?(.*)$/.exec(call.path) ?? [];
      const at = repositories.get(name);
      if (!at) return none(404, "Not Found");
      if (rest === "" && call.method === "DELETE") return { status: repositories.delete(name) ? 204 : 404 };
      if (rest === "") return { body: contract.answer("GET /repos/{owner}/{repo}", shown(name, at)) };
      if (rest.startsWith("contents/")) {
        const file = contentOf(at, rest.slice("contents/".length), call.query.ref ?? "");
        if (!file) return none(404, "Not Found");
        const bytes = fake.moods.lies === undefined ? file.bytes : Buffer.from(fake.moods.lies);
        const content = bytes.toString("base64").replace(/(.{60})/g, "$1\n");
        return { body: contract.make("content-file", { type: "file", encoding: "base64", content, sha: file.sha }) };
      }
      return answer(at, rest, call, (operation, fields) => contract.answer(operation, fields));
    },
  });
  const push: FakeGithub["push"] = (name, branch, files) => {
    const at = repository(name);
    const parent = at.refs.get(branch);
    const under = parent ? at.trees.get(at.commits.get(parent)?.tree ?? "") : undefined;
    const blobs = Object.entries(files).map(([path, text]) => [path, keepBlob(at, Buffer.from(text))] as const);
    const tree = keepTree(at, new Map([...(under ?? []), ...blobs]));
    const sha = keepCommit(at, { tree, parents: parent ? [parent] : [], message: `Push ${at.commits.size}` });
    at.refs.set(branch, sha);
    return sha;
  };
  return { ...server, ...fake, repositories, repository, push };
}

const EMPTY = (): Repository => ({
  trees: new Map(),
  commits: new Map(),
  refs: new Map(),
  pulls: [],
  blobs: new Map(),
  private: true,
  archived: false,
  unborn: 0,
});

const shown = (name: string, { private: isPrivate, archived }: Repository) => ({
  full_name: name,
  name: name.split("/")[1] ?? "",
  private: isPrivate,
  archived,
  default_branch: "main",
  permissions: { admin: false, push: true, pull: true },
});

function keepBlob(at: Repository, bytes: Buffer): string {
  const sha = blobHash(bytes);
  at.blobs.set(sha, bytes);
  return sha;
}

function contentOf(at: Repository, path: string, ref: string): { sha: string; bytes: Buffer } | null {
  const sha = at.trees.get(at.commits.get(ref)?.tree ?? "")?.get(path);
  const bytes = sha === undefined ? undefined : at.blobs.get(sha);
  return sha === undefined || bytes === undefined ? null : { sha, bytes };
}

function keepTree(at: Repository, files: Map<string, string>): string {
  const sha = treeHash(files);
  at.trees.set(sha, files);
  return sha;
}
function keepCommit(at: Repository, commit: Commit): string {
  const sha = createHash("sha1")
    .update(JSON.stringify([commit, at.commits.size]))
    .digest("hex");
  at.commits.set(sha, commit);
  return sha;
}

function history({ commits, refs }: Repository, branch: string): string[] {
  const found: string[] = [];
  for (let sha = refs.get(branch); sha; sha = commits.get(sha)?.parents[0]) found.push(sha);
  return found;
}

type Describe = (operation: string, fields: Record<string, unknown> | Record<string, unknown>[]) => unknown;
const BASE = "/repos/{owner}/{repo}";

function answer(at: Repository, rest: string, call: VendorCall, describe: Describe): VendorAnswer {
  const body = (call.body ?? {}) as Record<string, unknown>;
  const last = rest.split("/").at(-1) ?? "";
  const made = (operation: string, fields: Record<string, unknown>): VendorAnswer => ({
    status: 201,
    body: describe(`POST ${BASE}${operation}`, fields),
  });
  if (rest === "git/blobs")
    return made("/git/blobs", { sha: keepBlob(at, Buffer.from(body.content as string, "base64")) });
  if (rest === "git/trees") return made("/git/trees", { sha: keepTree(at, merged(at, body)), truncated: false });
  if (rest === "git/commits") return made("/git/commits", { sha: keepCommit(at, body as unknown as Commit) });
  if (rest.startsWith("git/ref")) return refs(at, rest, call, describe);
  if (rest.startsWith("git/commits/")) {
    const commit = at.commits.get(last);
    if (!commit) return at.commits.size === 0 ? none(409, "Git Repository is empty.") : none(404, "Not Found");
    const parents = commit.parents.map((sha) => ({ sha, url: link, html_url: link }));
    return {
      body: describe(`GET ${BASE}/git/commits/{commit_sha}`, {
        sha: last,
        tree: { sha: commit.tree },
        parents,
        message: commit.message,
      }),
    };
  }
  if (rest.startsWith("git/trees/")) {
    const tree = [...(at.trees.get(last) ?? [])].map(([path, sha]) => ({ path, sha, mode: "100644", type: "blob" }));
    return { body: describe(`GET ${BASE}/git/trees/{tree_sha}`, { sha: last, tree, truncated: false }) };
  }
  if (rest === "commits") return listed(at, call.query.sha ?? "", describe);
  if (rest.startsWith("branches/"))
    return at.refs.has(last)
      ? { body: describe(`GET ${BASE}/branches/{branch}`, { name: last }) }
      : none(404, "Branch not found");
  return pulls(at, call);
}

function merged(at: Repository, body: Record<string, unknown>): Map<string, string> {
  const files = new Map(at.trees.get(body.base_tree as string) ?? []);
  for (const { path, sha } of body.tree as { path: string; sha: string | null }[])
    if (sha === null) files.delete(path);
    else files.set(path, sha);
  return files;
}

function refs(at: Repository, rest: string, { method, body }: VendorCall, describe: Describe): VendorAnswer {
  const given = body as { ref?: string; sha: string } | undefined;
  const branch = (given?.ref ?? rest).replace(/^.*heads\//, "");
  const held = at.refs.get(branch);
  const answered = (operation: string): unknown =>
    describe(operation, { ref: `refs/heads/${branch}`, object: { sha: at.refs.get(branch) } });
  if (method === "GET" && (at.unborn -= 1) >= 0) return none(409, "Git Repository is empty.");
  if (method === "GET") return held ? { body: answered(`GET ${BASE}/git/ref/{ref}`) } : none(404, "Not Found");
  const leadsForward = held === undefined || at.commits.get(given?.sha ?? "")?.parents.includes(held);
  if (!leadsForward || (method === "POST" && held !== undefined)) return none(422, "Update is not a fast forward");
  at.refs.set(branch, given?.sha ?? "");
  return method === "POST"
    ? { status: 201, body: answered(`POST ${BASE}/git/refs`) }
    : { body: answered(`PATCH ${BASE}/git/refs/{ref}`) };
}

function listed(at: Repository, branch: string, describe: Describe): VendorAnswer {
  if (at.refs.size === 0) return none(409, "Git Repository is empty.");
  if (!at.refs.has(branch)) return none(404, "Not Found");
  const commits = history(at, branch).map((sha) => ({ sha, commit: { message: at.commits.get(sha)?.message ?? "" } }));
  return { body: describe(`GET ${BASE}/commits`, commits) };
}

/** The parts of GitHub's pull requests that we use, after its documentation: the description that the other calls are held to has none. */
const PULLS = {
  query: z.strictObject({
    head: z.string().regex(/^[\w.-]+:\S+$/),
    base: z.string().optional(),
    state: z.enum(["open", "closed", "all"]).optional(),
    per_page: z.coerce.number().int().min(1).max(100).optional(),
  }),
  body: z.strictObject({
    title: z.string().min(1).max(256),
    head: z.string().min(1),
    base: z.string().min(1),
    body: z.string().max(65_536).optional(),
    draft: z.boolean().optional(),
    maintainer_can_modify: z.boolean().optional(),
  }),
};

/** As GitHub answers; a request in another shape throws, which the server counts among its violations. */
function pulls(at: Repository, { method, query, body }: VendorCall): VendorAnswer {
  if (method === "GET") PULLS.query.parse(query);
  else PULLS.body.parse(body);
  const shown = ({ number, head, base, state }: Repository["pulls"][number]) => ({
    number,
    state,
    html_url: `https://github.com/acme/website/pull/${number}`,
    head: { ref: head, sha: at.refs.get(head) },
    base: { ref: base },
  });
  if (method === "GET") {
    const head = query.head?.split(":")[1];
    return {
      body: at.pulls
        .filter((pull) => pull.head === head)
        .toReversed()
        .map(shown),
    };
  }
  const { head, base } = body as { head: string; base: string };
  const made = { number: at.pulls.length + 1, head, base, state: "open" };
  at.pulls.push(made);
  return { status: 201, body: shown(made) };
}
