import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Who } from "@/lib/http/route";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import { CHANGING, type Caller, type Refusal } from "../support/access-walk";
import { Founder, productRuntime } from "../support/founder";
import type { Estate } from "../support/route-samples";

export type People = {
  url: string;
  databaseUrl: string;
  /** The workspace whose doors are tried, and its owner. */
  estate: Estate;
  founder: Founder;
  viewer: Founder;
  /** The owner of another workspace, with everything that opens that one. */
  stranger: Founder;
  elsewhere: Estate;
  token: string;
  foreignToken: string;
  foreignKey: string;
  readingKey: string;
  /** The keys of the other company's website and servers. */
  foreignProjectKey: string;
};

type Keyed = { key: string };

async function must<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

async function openCompany(founder: Founder, name: string): Promise<Estate> {
  const { id, workspace_id } = await must(
    founder.post<{ id: string; workspace_id: string }>("/api/projects", { name }),
  );
  return { projectId: id, workspaceId: workspace_id };
}

const tokenOf = async (founder: Founder, { workspaceId }: Estate): Promise<string> =>
  (await must(founder.post<{ token: string }>(`/api/workspaces/${workspaceId}/webhook-token`, {}))).token;

const keyOf = async (founder: Founder, { workspaceId }: Estate, scopes: readonly string[]): Promise<string> => {
  const asked = { name: "Walk", scopes, expires_in_days: 1 };
  return (await must(founder.post<Keyed>(`/api/workspaces/${workspaceId}/keys`, asked))).key;
};

const projectKeyOf = async (founder: Founder, { projectId }: Estate): Promise<string> =>
  (await must(founder.post<Keyed>(`/api/projects/${projectId}/keys`, { kind: "secret" }))).key;

/** Makes somebody a member past the invitation, which has tests of its own. */
export async function addMember(
  databaseUrl: string,
  { workspaceId }: Estate,
  who: Founder,
  role: string,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("set role service_role");
    await client.query("insert into user_workspaces (workspace_id, user_id, email, role) values ($1, $2, $3, $4)", [
      workspaceId,
      who.userId,
      `${who.userId}@walk.example`,
      role,
    ]);
  } finally {
    await client.end();
  }
}

/** Two companies of the running product and the people who try their doors. */
export async function assemble(): Promise<People> {
  const { url, databaseUrl } = await productRuntime();
  const run = randomUUID().slice(0, 8);
  const [founder, viewer, stranger] = await Promise.all(
    ["founder", "viewer", "stranger"].map((name) => Founder.signIn(`${name}-${run}@walk.example`)),
  );
  if (!founder || !viewer || !stranger) throw new Error("an anonymous caller");
  const estate = await openCompany(founder, `Walked ${run}`);
  const elsewhere = await openCompany(stranger, `Elsewhere ${run}`);
  await addMember(databaseUrl, estate, viewer, "viewer");
  return {
    url,
    databaseUrl,
    estate,
    founder,
    viewer,
    stranger,
    elsewhere,
    token: await tokenOf(founder, estate),
    foreignToken: await tokenOf(stranger, elsewhere),
    foreignKey: await keyOf(stranger, elsewhere, KEY_SCOPES),
    foreignProjectKey: await projectKeyOf(stranger, elsewhere),
    readingKey: await keyOf(
      founder,
      estate,
      KEY_SCOPES.filter((scope) => scope.endsWith(".read")),
    ),
  };
}

const bearer = (value: string): Record<string, string> => ({ authorization: `Bearer ${value}` });
const everywhere = (refusal: Refusal): Partial<Record<Who, Refusal>> => ({
  signed_in: refusal,
  member: refusal,
  member_of_project: refusal,
  admin: refusal,
  webhook_token: refusal,
  gateway_token: refusal,
  project_key: refusal,
  // A link that we did not sign, mail or a scheduler without the secret; and locally neither Clerk nor Stripe is expected to call, so
  // that those doors are not there.
  signature: {
    status: [401, 403, 404],
    code: /^(link\.|signature\.invalid$|cron\.bad_secret$|(clerk|entri|stripe)_webhook\.off$)/,
  },
  // No person and no workflow holds the key of a machine.
  instance: { status: [401], code: /^instance\.unknown$/ },
});
const unknown: Refusal = { status: [401] };
const foreign: Refusal = { status: [403], code: /^workspace\.forbidden$/ };
const notAllowed: Refusal = { status: [403], methods: CHANGING, code: /^permission\.missing$/ };
const noAdmin: Refusal = { status: [403], code: /^admin\.forbidden$/ };

/** Invoices name the payer: only those who pay see them. The plan is shown to members, and to no key. */
const INVOICES = "GET /api/projects/[projectId]/billing/invoices";
const PLAN = ["GET /api/projects/[projectId]/billing", "GET /api/projects/[projectId]/billing/offers"];

/** A whole company in one file: for its owner alone. */
const ARCHIVES = ["GET /api/projects/[projectId]/exports", "GET /api/projects/[projectId]/exports/[exportId]/archive"];

/** Every kind of caller, with the expected answer at each kind of route. */
export function callersOf(people: People): Caller[] {
  const { founder, viewer, stranger, foreignToken, foreignKey, readingKey, foreignProjectKey } = people;
  const { signed_in: _mayEnter, ...machines } = everywhere(unknown);
  const session = { ...machines, admin: noAdmin };
  const ofMembers = (refusal: Refusal): Caller["refused"] => ({
    member: refusal,
    member_of_project: refusal,
    // Takes sessions and API keys as well.
    project_key: refusal,
  });
  const { member: _ofAll, member_of_project: _ofOne, project_key: _reports, ...signedIn } = session;
  // A gateway's token names the workspace by itself: another one's token speaks for that other one.
  const { gateway_token: _own, ...notTheGateway } = everywhere(unknown);
  return [
    { name: "nobody", headers: {}, refused: everywhere(unknown) },
    {
      name: "a caller with a made-up session",
      headers: bearer("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
      refused: everywhere(unknown),
    },
    {
      name: "a caller with a wrong token",
      headers: { "x-webhook-token": "0".repeat(64) },
      refused: everywhere(unknown),
    },
    { name: "a caller with a wrong key", headers: bearer(`glk_${"0".repeat(64)}`), refused: everywhere(unknown) },
    {
      name: "a stranger",
      headers: bearer(stranger.token),
      refused: { ...session, ...ofMembers(foreign) },
    },
    {
      name: "a read-only member",
      headers: bearer(viewer.token),
      refused: { ...signedIn, ...ofMembers(notAllowed) },
      closed: [INVOICES, ...ARCHIVES],
    },
    { name: "a founder", headers: bearer(founder.token), refused: signedIn },
    { name: "another workspace's token", headers: { "x-webhook-token": foreignToken }, refused: notTheGateway },
    { name: "another workspace's token as bearer", headers: bearer(foreignToken), refused: notTheGateway },
    {
      name: "another company's website or server",
      headers: { "x-project-key": foreignProjectKey },
      refused: everywhere(unknown),
    },
    {
      name: "another workspace's key",
      headers: bearer(foreignKey),
      refused: { ...everywhere(unknown), ...ofMembers(foreign) },
    },
    {
      name: "a key that may only read",
      headers: bearer(readingKey),
      refused: { ...everywhere(unknown), ...ofMembers(notAllowed) },
      closed: [INVOICES, ...PLAN, ...ARCHIVES],
    },
  ];
}
