import { AppError } from "@/lib/platform/errors";
import { waitFor, type Wait } from "../../http/patient-json";
import { applyMigrations } from "../apply-migrations";
import { connected } from "../connection";
import { ensureLogin, reserveDatabase } from "../ensure-login";
import type { Databases, Login } from "../port";
import { readAllRows } from "../read-rows";
import { neonClient } from "./client";
import { neonProjects } from "./projects";
import type { Project } from "./schemas";

export type NeonAccount = { key: string; organisation: string; url: string };

/**
 * A project of Neon for each company, in one organisation. The company's login is made beside the owner that Neon makes, and may make neither
 * database nor role. Neon's own address of a project is asked for each time and kept nowhere.
 */
export function neonDatabases({ key, organisation, url }: NeonAccount, wait: Wait = waitFor): Databases {
  const projects = neonProjects({ call: neonClient({ key, url, wait }), organisation, wait });
  const addressOf = async (project: Project | undefined, pooled: boolean, signal: AbortSignal): Promise<URL> => {
    const address = project && (await projects.addressOf(project, pooled, signal));
    if (address) return secured(address);
    throw new AppError("unavailable", "Neon has no database of this company.", { code: "company_database.missing" });
  };
  return {
    create: async (login, signal) => {
      const address = await addressOf(await projects.ensure(login.name, signal), false, signal);
      await connected(address.href, signal, async (owner) => {
        await ensureLogin(owner, login);
        await reserveDatabase(owner, login.name);
      });
      return { url: withLogin(address, login) };
    },
    urlOf: async (login, signal) => {
      const [project] = await projects.find(login.name, signal);
      return withLogin(await addressOf(project, true, signal), login);
    },
    migrate: (at, migrations, signal) => connected(at, signal, (client) => applyMigrations(client, migrations)),
    readRows: (at, take, signal) => connected(at, signal, (client) => readAllRows(client, take, signal)),
    exists: async (name, signal) => (await projects.find(name, signal)).length > 0,
    remove: async (name, signal) => {
      for (const project of await projects.find(name, signal)) await projects.remove(project, signal);
    },
  };
}

/** Over TLS with a certificate that is checked, whatever Neon's address says; nothing leaves the machine on 127.0.0.1. */
export function secured(address: URL): URL {
  const url = new URL(address);
  url.search = url.hostname === "127.0.0.1" ? "" : "sslmode=verify-full";
  return url;
}

function withLogin(address: URL, { name, password }: Login): string {
  const url = new URL(address);
  [url.username, url.password] = [name, password];
  return url.href;
}
