import { MAIN_BRANCH } from "@/lib/providers/source-control/main-branch";
import { mayHaveArrived } from "@/lib/providers/http/patient-json";
import { look, NOTHING, orNull, unavailable, type Parts } from "./request";
import { RenderService, RenderServices, ServiceMade } from "./schemas";

const LOOKS = 5;
/** A list may lag behind: so many looks find nothing before a service is ordered. */
const LOOKS_BEFORE = 3;
const LISTED = "100";
/** Free services cannot be ordered by the API. */
const PLAN = "starter";
const BUILD = "npm install --omit=dev --no-audit --no-fund";
/** Render itself says which commit it runs. */
const START = 'COMMIT_SHA="$RENDER_GIT_COMMIT" node src/main.ts';

export type Variables = readonly { key: string; value: string }[];

const pathOf = ({ id }: Pick<RenderService, "id">): string => `/services/${encodeURIComponent(id)}`;

/** All services of exactly this name, the oldest first: Render keeps no name for one of them alone. */
async function list({ ask, account }: Parts, name: string): Promise<RenderService[]> {
  const query = { name, ownerId: account.owner, limit: LISTED };
  const listed = await ask({ path: "/services", query, schema: RenderServices });
  return listed
    .map(({ service }) => service)
    .filter((service) => service.name === name)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

export const findService = async (parts: Parts, name: string): Promise<RenderService | null> =>
  (await list(parts, name))[0] ?? null;

export const readService = (parts: Parts, service: RenderService): Promise<RenderService | null> =>
  orNull(parts.ask({ path: pathOf(service), schema: RenderService }));

/** A service with exactly these variables, made where there is none: its first deployment has them already. */
export async function ensureService(parts: Parts, name: string, variables: Variables): Promise<void> {
  const before = await look(parts, LOOKS_BEFORE, () => findService(parts, name));
  if (before === null) await order(parts, name, variables);
  // A second one is that of an order whose answer was lost and that was listed late.
  const [kept, ...twins] = await list(parts, name);
  for (const twin of twins) await removeOne(parts, twin);
  if (before !== null && kept)
    await parts.ask({ method: "PUT", path: `${pathOf(kept)}/env-vars`, body: variables, schema: NOTHING });
}

async function order(parts: Parts, name: string, variables: Variables): Promise<void> {
  const { account } = parts;
  const body = {
    type: "web_service",
    name,
    ownerId: account.owner,
    repo: `${account.repositories}/${name}`,
    branch: MAIN_BRANCH,
    autoDeploy: "no",
    envVars: variables,
    serviceDetails: {
      runtime: "node",
      plan: PLAN,
      region: account.region,
      envSpecificDetails: { buildCommand: BUILD, startCommand: START },
    },
  };
  try {
    await parts.ask({ method: "POST", path: "/services", body, schema: ServiceMade });
  } catch (error) {
    if (!mayHaveArrived(error)) throw error;
    if ((await look(parts, LOOKS, () => findService(parts, name))) === null) throw error;
    return;
  }
  if ((await look(parts, LOOKS, () => findService(parts, name))) !== null) return;
  throw unavailable("render.not_listed", "Render does not list the application that it made. Try again shortly.");
}

const removeOne = (parts: Parts, service: RenderService): Promise<unknown> =>
  orNull(parts.ask({ method: "DELETE", path: pathOf(service), schema: NOTHING }));

/** Every service of this name, until Render lists none. */
export async function removeServices(parts: Parts, name: string): Promise<void> {
  const gone = await look(parts, LOOKS, async () => {
    const left = await list(parts, name);
    for (const service of left) await removeOne(parts, service);
    return left.length === 0 ? true : null;
  });
  if (gone) return;
  throw unavailable("render.not_removed", "Render still has the application. Try again shortly.");
}
