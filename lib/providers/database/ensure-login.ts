import type { Client } from "pg";
import { AppError } from "@/lib/platform/errors";
import type { Login } from "./port";

/** One database holds a dozen short statements of one small application. */
const CONNECTIONS = 10;
const STATEMENT_LIMIT = "15s";

/** Makes a login that makes no database and no role, or gives a present one this password. A present one that may do more is refused. */
export async function ensureLogin(client: Client, { name, password }: Login): Promise<void> {
  const id = client.escapeIdentifier(name);
  const { rows } = await client.query<{ strong: boolean }>(
    "select rolsuper or rolcreatedb or rolcreaterole as strong from pg_catalog.pg_roles where rolname = $1",
    [name],
  );
  const [present] = rows;
  if (present?.strong)
    throw new AppError("impossible", "There is a database role of that name that may do more than a company may.", {
      code: "company_database.strong_role",
    });
  // Only a role that has an attribute itself may name it for a present one, even to say that it stays off.
  const rights = `login noinherit connection limit ${CONNECTIONS}`;
  await client.query(
    `${present ? "alter" : "create"} role ${id} ${present ? "" : "nosuperuser nocreatedb nocreaterole"} ${rights} password ${client.escapeLiteral(password)}`,
  );
  await client.query(`alter role ${id} set statement_timeout = '${STATEMENT_LIMIT}'`);
}

/** Lets that login alone into the database of its name. */
export async function reserveDatabase(client: Client, name: string): Promise<void> {
  const id = client.escapeIdentifier(name);
  await client.query(`revoke all on database ${id} from public`);
  await client.query(`grant connect, create on database ${id} to ${id}`);
}
