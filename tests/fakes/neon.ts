import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";

export const NEON_KEY = "napi_0123456789abcdef0123456789abcdef";
export const NEON_ORGANISATION = "org-cool-breeze-12345678";

type Kept = {
  id: string;
  name: string;
  org: string;
  createdAt: string;
  /** Whether it has a database and an owner of its own name, as an order asks for. */
  isMade: boolean;
  /** How many lists still lack it, look-ups still say 404, requests meet a lock, and looks see an operation under way. */
  unlisted: number;
  unknown: number;
  locked: number;
  working: number;
};

/** Neon's moods; counts are of answers, so that no test depends on time. */
export type Moods = {
  listLag?: number;
  unknownAtFirst?: number;
  lockedFor?: number;
  workingFor?: number;
  /** The next orders of a project are carried out and answered with 500. */
  failsAfterwards?: number;
  /** The next orders of a project are not carried out and answered with 500. */
  failsBefore?: number;
  /** So many of the next requests are too many. */
  tooMany?: number;
  refuses?: string;
};

export type FakeNeon = VendorServer & {
  projects: Map<string, Kept>;
  moods: Moods;
  /** Orders of a project that arrived. */
  posts(): number;
  /** A project that somebody else made. */
  addForeign(name: string, org?: string): string;
};

const failed = (status: number, message: string, headers = {}): VendorAnswer => ({
  status,
  headers,
  body: { code: "", message },
});
const notFound = failed(404, "project not found");

/** Neon in memory, each project's database on a Postgres of this machine. Every request and answer is compared with Neon's description. */
export async function fakeNeon(adminUrl: string): Promise<FakeNeon> {
  const projects = new Map<string, Kept>();
  const fake: Pick<FakeNeon, "moods"> = { moods: {} };
  const passwords = new Map<string, string>();
  const spend = (mood: "failsAfterwards" | "failsBefore" | "tooMany"): boolean => {
    const left = fake.moods[mood] ?? 0;
    fake.moods[mood] = Math.max(left - 1, 0);
    return left > 0;
  };

  const asAdmin = async (statements: readonly string[]): Promise<void> => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    try {
      for (const statement of statements) await admin.query(statement);
    } finally {
      await admin.end();
    }
  };
  /** Projects of one name share a database: the owner cannot tell. */
  const makeDatabase = async (name: string): Promise<void> => {
    if (passwords.has(name)) return;
    const password = randomBytes(12).toString("hex");
    passwords.set(name, password);
    await asAdmin([
      `create role "${name}-owner" login createrole password '${password}'`,
      `create database "${name}" owner "${name}-owner"`,
    ]);
  };
  const dropDatabase = async (name: string): Promise<void> => {
    if ([...projects.values()].some((one) => one.isMade && one.name === name) || !passwords.delete(name)) return;
    await asAdmin([
      `drop database if exists "${name}" with (force)`,
      `drop role if exists "${name}"`,
      `drop role "${name}-owner"`,
    ]);
  };

  let number = 0;
  const add = (name: string, org: string, isMade: boolean): Kept => {
    number += 1;
    const { listLag = 0, unknownAtFirst = 0, lockedFor = 0, workingFor = 1 } = fake.moods;
    const moods = isMade
      ? { unlisted: listLag, unknown: unknownAtFirst, locked: lockedFor, working: workingFor }
      : { unlisted: 0, unknown: 0, locked: 0, working: 0 };
    const createdAt = new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString();
    const made = { id: `shiny-wind-${number}`, name, org, createdAt, isMade, ...moods };
    projects.set(made.id, made);
    return made;
  };
  const shown = ({ id, name, org, createdAt }: Kept) => ({ id, name, org_id: org, created_at: createdAt });
  type Make = (thing: string, fields: Record<string, unknown>) => Record<string, unknown>;

  function list({ query }: VendorCall, make: Make): Record<string, unknown>[] {
    const fitting = [...projects.values()].filter(
      ({ name, org }) => name.includes(query.search ?? "") && (query.org_id === undefined || org === query.org_id),
    );
    return fitting.filter((one) => (one.unlisted -= 1) < 0).map((one) => make("ProjectListItem", shown(one)));
  }

  function addressOf({ name, isMade }: Kept, { query }: VendorCall): string | null {
    if (!isMade || query.database_name !== name || query.role_name !== `${name}-owner`) return null;
    const url = new URL(adminUrl);
    [url.pathname, url.username, url.password] = [`/${name}`, `${name}-owner`, passwords.get(name) ?? ""];
    url.search = "sslmode=require&channel_binding=require";
    return url.href;
  }

  const server = await vendorServer({
    vendor: "neon",
    errorBody: () => ({ code: "", message: "internal error" }),
    handle: async (call, contract) => {
      const { method, path, headers } = call;
      const make: Make = (thing, fields) => contract.make(thing, fields);
      if (headers.authorization !== `Bearer ${NEON_KEY}`) return failed(401, "not authenticated");
      if (spend("tooMany")) return failed(429, "too many requests", { "retry-after": "1" });
      if (method === "GET" && path === "/projects") {
        const from = Number(call.query.cursor ?? 0);
        const all = list(call, make);
        const page = all.slice(from, from + 2);
        const fields = { projects: page, pagination: { cursor: String(from + page.length) } };
        return { body: contract.answer("GET /projects", fields) };
      }
      if (method === "POST" && path === "/projects") {
        if (fake.moods.refuses) return failed(422, fake.moods.refuses);
        if (spend("failsBefore")) return failed(500, "internal error");
        const { project } = call.body as { project: { name: string; org_id: string } };
        const made = add(project.name, project.org_id, true);
        await makeDatabase(made.name);
        if (spend("failsAfterwards")) return failed(500, "internal error");
        return { status: 201, body: contract.answer("POST /projects", { project: make("Project", shown(made)) }) };
      }
      const [, id = "", rest = ""] = /^\/projects\/([^/]+)(\/\w+)?$/.exec(path) ?? [];
      const project = projects.get(id);
      if (!project || (project.unknown -= 1) >= 0) return notFound;
      if (method === "DELETE") {
        if ((project.locked -= 1) >= 0) return failed(423, "project already has running conflicting operations");
        projects.delete(id);
        await dropDatabase(project.name);
        return { body: contract.answer("DELETE /projects/{project_id}", { project: make("Project", shown(project)) }) };
      }
      if (rest === "/operations") {
        const status = (project.working -= 1) >= 0 ? "running" : "finished";
        const operations = [make("Operation", { id: OPERATION, project_id: id, action: "create_timeline", status })];
        return {
          body: contract.answer("GET /projects/{project_id}/operations", { operations, pagination: { cursor: "end" } }),
        };
      }
      if (rest === "/connection_uri") {
        const uri = addressOf(project, call);
        return uri === null
          ? failed(404, "role not found")
          : { body: contract.answer("GET /projects/{project_id}/connection_uri", { uri }) };
      }
      return { body: contract.answer("GET /projects/{project_id}", { project: make("Project", shown(project)) }) };
    },
  });
  return {
    ...server,
    ...fake,
    projects,
    posts: () => server.calls.filter(({ method, path }) => method === "POST" && path === "/projects").length,
    addForeign: (name, org = NEON_ORGANISATION) => add(name, org, false).id,
    close: async () => {
      projects.clear();
      for (const name of [...passwords.keys()]) await dropDatabase(name);
      await server.close();
    },
  };
}

const OPERATION = "00000000-0000-4000-8000-000000000000";
