import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify, type JWTPayload } from "jose";
import { Client } from "pg";

export type DataApi = { url: string; tokens: string[]; close(): Promise<void> };

type Question = { method: string; table: string; schema: string; token: string };

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const STATEMENTS: Record<string, (table: string) => string> = {
  GET: (table) => `select * from ${table}`,
  POST: (table) => `insert into ${table} default values`,
  PATCH: (table) => `update ${table} set workspace_id = workspace_id returning *`,
  DELETE: (table) => `delete from ${table} returning *`,
};

/** As PostgREST does it: the token's role for this transaction, its claims in `request.jwt.claims`, then the statement. */
async function answer(client: Client, claims: JWTPayload, { method, table, schema }: Question): Promise<unknown> {
  await client.query("begin");
  try {
    await client.query("select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)", [
      claims.role ?? "anon",
      JSON.stringify(claims),
    ]);
    const statement = STATEMENTS[method];
    if (!statement) throw new Error(`no ${method}`);
    return (await client.query(statement(`${identifier(schema)}.${identifier(table)}`))).rows;
  } finally {
    await client.query("commit");
  }
}

/** A data API like Supabase's over a database: verifies the token, acts as its role. Connects as the role that PostgREST uses. */
export async function startDataApi(databaseUrl: string, secret: string): Promise<DataApi> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("set session authorization authenticator");
  const tokens: string[] = [];
  const respond = async ({ token, ...question }: Question): Promise<[number, unknown]> => {
    tokens.push(token);
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ["HS256"] }).catch(
      () => null,
    );
    if (!verified) return [401, { code: "PGRST301", message: "JWT is not valid" }];
    return answer(client, verified.payload, { token, ...question }).then(
      (rows): [number, unknown] => [200, rows],
      ({ code, message }: { code: string; message: string }): [number, unknown] => [403, { code, message }],
    );
  };
  let queue: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const question = {
      method,
      table: decodeURIComponent(new URL(url, "http://local").pathname.replace("/rest/v1/", "")),
      schema: String(headers["accept-profile"] ?? headers["content-profile"] ?? "public"),
      token: (headers.authorization ?? "").replace("Bearer ", ""),
    };
    request.resume();
    queue = queue
      .then(() => respond(question))
      .then(([status, body]) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.end();
    },
  };
}
