import pRetry from "p-retry";

type Json = Record<string, unknown>;

/** A real engine as these tests need it: its public API, its production webhooks, its own description of its nodes. */
export type Engine = {
  call(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Json>;
  /** Status of a POST to a production webhook. */
  post(path: string, headers: Record<string, string>, body?: unknown): Promise<number>;
  /** `type@version` → the names of its parameters. */
  nodeTypes(): Promise<Map<string, Set<string>>>;
  /** How the engine answers for a node's icon. */
  iconOf(type: string): Promise<{ status: number; type: string | null }>;
};

type NodeType = { name: string; version: number | number[]; iconUrl?: string; properties: { name: string }[] };

const SCOPES = ["create", "read", "update", "delete", "list"];
const API_SCOPES = [
  ...SCOPES.map((verb) => `workflow:${verb}`),
  ...["workflow:activate", "workflow:deactivate"],
  ...SCOPES.map((verb) => `credential:${verb}`),
  ...["execution:read", "execution:list"],
];

export async function connectEngine(env: Record<string, string | undefined>): Promise<Engine> {
  const { TEST_N8N_URL: url, TEST_N8N_OWNER_EMAIL: email, TEST_N8N_OWNER_PASSWORD: password } = env;
  if (!url || !email || !password)
    throw new Error("Set TEST_N8N_URL, TEST_N8N_OWNER_EMAIL and TEST_N8N_OWNER_PASSWORD.");
  const cookie = await signIn(url, email, password);
  const { rawApiKey } = await createKey(url, cookie);
  const readTypes = async (): Promise<NodeType[]> => {
    const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie } });
    return (await response.json()) as NodeType[];
  };

  return {
    async call(method, path, body) {
      const headers = { "x-n8n-api-key": rawApiKey, "content-type": "application/json" };
      const response = await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
      return read(response, `${method} ${path}`);
    },
    async post(path, headers, body = {}) {
      const response = await fetch(`${url}/webhook/${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      await response.body?.cancel();
      return response.status;
    },
    async nodeTypes() {
      const types = await readTypes();
      return new Map(
        types.flatMap(({ name, version, properties }) =>
          [version]
            .flat()
            .map((one) => [`${name}@${one}`, new Set(properties.map((property) => property.name))] as const),
        ),
      );
    },
    async iconOf(type) {
      const { iconUrl } = (await readTypes()).find(({ name }) => name === type) ?? {};
      // A busy machine may use a connection that n8n has just closed as idle.
      const response = await pRetry(() => fetch(`${url}/${iconUrl}`, { headers: { cookie } }), { retries: 2 });
      await response.body?.cancel();
      return { status: response.status, type: response.headers.get("content-type") };
    },
  };
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/rest/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ emailOrLdapLoginId: email, password }),
  });
  await read(response, "sign in");
  return response.headers
    .getSetCookie()
    .map((entry) => entry.split(";")[0])
    .join("; ");
}

async function createKey(url: string, cookie: string): Promise<{ rawApiKey: string }> {
  const response = await fetch(`${url}/rest/api-keys`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ label: `templates ${Date.now()}`, scopes: API_SCOPES, expiresAt: null }),
  });
  const { data } = (await read(response, "create an API key")) as { data: { rawApiKey: string } };
  return data;
}

async function read(response: Response, what: string): Promise<Json> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text.slice(0, 500)}`);
  return text === "" ? {} : (JSON.parse(text) as Json);
}
