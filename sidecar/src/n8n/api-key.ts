import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SidecarEnv } from "../env";
import { CommandFailure } from "../failure";
import { isReady } from "./readiness";
import { askEngine, notReady, send } from "./request";

export type ApiKeys = { current(): Promise<string>; renew(refused: string): Promise<string> };

const SCOPES = [
  "workflow:create",
  "workflow:read",
  "workflow:update",
  "workflow:delete",
  "workflow:list",
  "workflow:activate",
  "workflow:deactivate",
  "credential:create",
  "credential:read",
  "credential:update",
  "credential:delete",
  "credential:list",
  "execution:read",
  "execution:list",
  "execution:stop",
];
const LOGIN_TIMEOUT_MS = 15_000;
const NewKey = z.object({ data: z.object({ rawApiKey: z.string().min(1) }) });

/** n8n's API key: given by the environment, or made by the owner's login on first need, kept in a 0600 file and made again when n8n refuses it. */
export function apiKeys(env: SidecarEnv): ApiKeys {
  const { N8N_API_KEY: given } = env;
  if (given) return { current: async () => given, renew: refuseGivenKey };
  const path = join(env.SIDECAR_DATA_DIR, "n8n-api-key");
  let cached = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  let making: Promise<string> | null = null;
  const make = (): Promise<string> => {
    making ??= createApiKey(env)
      .then((key) => {
        save(path, key);
        return (cached = key);
      })
      .finally(() => (making = null));
    return making;
  };
  return {
    current: async () => cached || make(),
    renew: async (refused) => (cached && cached !== refused ? cached : make()),
  };
}

async function refuseGivenKey(): Promise<never> {
  throw new CommandFailure("n8n.unauthorized", "n8n does not accept N8N_API_KEY: give the sidecar a valid key.", {
    status: 502,
  });
}

function save(path: string, key: string): void {
  writeFileSync(`${path}.tmp`, key, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** n8n's internal API, used here only: owner login, then a key with exactly the scopes the sidecar needs. */
async function createApiKey(env: SidecarEnv): Promise<string> {
  if (!(await isReady(env.N8N_URL))) throw notReady("it is still starting"); // n8n allows five logins a minute: waste none
  const cookie = await login(env);
  const label = `greenlight-sidecar ${new Date().toISOString()}`;
  const created = await askEngine({
    url: `${env.N8N_URL}/rest/api-keys`,
    method: "POST",
    headers: { cookie },
    body: { label, scopes: SCOPES, expiresAt: null },
    schema: NewKey,
  });
  return created.data.rawApiKey;
}

async function login(env: SidecarEnv): Promise<string> {
  const response = await send(`${env.N8N_URL}/rest/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ emailOrLdapLoginId: env.N8N_OWNER_EMAIL, password: env.N8N_OWNER_PASSWORD }),
    redirect: "error",
    signal: AbortSignal.timeout(LOGIN_TIMEOUT_MS),
  });
  await response.body?.cancel();
  const cookie = response.headers
    .getSetCookie()
    .find((line) => line.startsWith("n8n-auth="))
    ?.split(";")[0];
  if (response.ok && cookie) return cookie;
  if (response.status === 401 || response.status === 403)
    throw new CommandFailure("n8n.unauthorized", "n8n does not accept the owner's email and password.", {
      status: 502,
    });
  throw notReady(response.ok ? "it is still starting" : `its login answers ${response.status}`);
}
