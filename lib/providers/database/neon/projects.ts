import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "../../accounts/run-steps";
import { mayHaveArrived, type Wait } from "../../http/patient-json";
import type { NeonClient } from "./client";
import { ConnectionUri, OneProject, Operations, Projects, type Project } from "./schemas";

const PAGE = "100";
const LOOK_MS = 2_000;
/** A list may lag behind: so many looks find nothing before a project is asked for, and so many after that find the one that was promised. */
const LOOKS_BEFORE = 3;
const LOOKS_AFTER = 30;
/** An operation takes seconds; Neon itself begins a failed one again. */
const OPERATION_LOOKS = 60;
const ENDED: readonly string[] = ["finished", "skipped", "cancelled"];

export type NeonProjects = {
  /** Those of the name that Greenlight made in this organisation, the oldest first; another one of the same name is none of them. */
  find(name: string, signal: AbortSignal): Promise<Project[]>;
  /** The project of the name, made when there is none; a second one that an unconfirmed order made is taken away. */
  ensure(name: string, signal: AbortSignal): Promise<Project>;
  /** Where its owner finds the database of a project; null when the project has no such database or owner. */
  addressOf(project: Project, pooled: boolean, signal: AbortSignal): Promise<URL | null>;
  /** Takes a project away, and answers once Neon does not know it any more. */
  remove(project: Project, signal: AbortSignal): Promise<void>;
};
type Options = { call: NeonClient; organisation: string; wait: Wait };

/** The role that a project is made with: by it a project is known as one of Greenlight's. */
const ownerOf = (name: string): string => `${name}-owner`;

/** Null where Neon does not know it. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

type Finder = Pick<NeonProjects, "find" | "addressOf"> & {
  isThere(project: Project, signal: AbortSignal): Promise<boolean>;
};

function finder({ call, organisation, wait }: Options): Finder {
  const named = async (name: string, signal: AbortSignal): Promise<Project[]> => {
    const found: Project[] = [];
    for (let cursor: string | undefined; ;) {
      const query = { search: name, org_id: organisation, limit: PAGE, ...(cursor && { cursor }) };
      const page = await call({ path: "/projects", query, schema: Projects, signal });
      found.push(...page.projects);
      const next = page.pagination?.cursor;
      if (page.projects.length === 0 || !next || next === cursor) break;
      cursor = next;
    }
    const exact = found.filter((one) => one.name === name && (one.org_id ?? organisation) === organisation);
    return exact.toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id));
  };

  const isThere = async ({ id }: Project, signal: AbortSignal): Promise<boolean> =>
    (await orNull(call({ path: `/projects/${id}`, schema: OneProject, signal }))) !== null;

  /** Waits until nothing is under way in a project; false when it is not there. */
  const settle = async (project: Project, signal: AbortSignal): Promise<boolean> => {
    for (let look = 0; look < OPERATION_LOOKS; look += 1) {
      const path = `/projects/${project.id}/operations`;
      const answer = await orNull(call({ path, query: { limit: PAGE }, schema: Operations, signal }));
      // Unknown may be too new, as well as gone.
      if (answer === null && look >= LOOKS_BEFORE && !(await isThere(project, signal))) return false;
      if (answer?.operations.every(({ status }) => ENDED.includes(status))) return true;
      await wait(LOOK_MS, signal);
    }
    throw new AppError("unavailable", "Neon did not end its work on the database’s project. Try again shortly.", {
      code: "neon.busy",
    });
  };

  const addressOf: NeonProjects["addressOf"] = async ({ id, name }, pooled, signal) => {
    const query = { database_name: name, role_name: ownerOf(name), pooled: String(pooled) };
    const answer = await orNull(call({ path: `/projects/${id}/connection_uri`, query, schema: ConnectionUri, signal }));
    return answer && new URL(answer.uri);
  };

  const find: NeonProjects["find"] = async (name, signal) => {
    const ours: Project[] = [];
    for (const project of await named(name, signal))
      if ((await settle(project, signal)) && (await addressOf(project, false, signal))) ours.push(project);
    return ours;
  };

  return { find, addressOf, isThere };
}

/** Neon has no idempotency key and names are not unique: a project is looked for by its exact name, its organisation and its owner. */
export function neonProjects(options: Options): NeonProjects {
  const { call, organisation, wait } = options;
  const { find, addressOf, isThere } = finder(options);

  const look = async (name: string, times: number, signal: AbortSignal): Promise<Project[]> => {
    for (let time = 1; ; time += 1) {
      const found = await find(name, signal);
      if (found.length > 0 || time === times) return found;
      await wait(LOOK_MS, signal);
    }
  };

  const make = async (name: string, signal: AbortSignal): Promise<void> => {
    const branch = { database_name: name, role_name: ownerOf(name) };
    const body = { project: { name, org_id: organisation, branch, store_passwords: true } };
    try {
      await call({ method: "POST", path: "/projects", body, schema: OneProject, signal });
    } catch (error) {
      if (!mayHaveArrived(error)) throw error;
    }
  };

  const remove: NeonProjects["remove"] = async (project, signal) => {
    await orNull(call({ method: "DELETE", path: `/projects/${project.id}`, schema: z.unknown(), signal }));
    for (let time = 0; time < LOOKS_AFTER; time += 1) {
      if (!(await isThere(project, signal))) return;
      await wait(LOOK_MS, signal);
    }
    throw new AppError("unavailable", "Neon still has the database’s project. Try again shortly.", {
      code: "neon.not_removed",
    });
  };

  const ensure: NeonProjects["ensure"] = async (name, signal) => {
    const before = await look(name, LOOKS_BEFORE, signal);
    if (before.length === 0) await make(name, signal);
    const [kept, ...twins] = before.length > 0 ? before : await look(name, LOOKS_AFTER, signal);
    for (const twin of twins) await remove(twin, signal);
    if (kept) return kept;
    throw new AppError("unavailable", "Neon did not say whether it made the database, and has none of it.", {
      code: "neon.not_made",
    });
  };

  return { find, ensure, addressOf, remove };
}
