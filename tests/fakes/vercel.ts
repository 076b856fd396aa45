import { vendorServer, type VendorServer } from "../support/vendor-server";

export const VERCEL_TOKEN = "vercel-token-0123456789abcdef";
type Kept = {
  id: string;
  name: string;
  meta: Record<string, string>;
  readyState: string;
  alias: string[];
  files: unknown;
};
export type FakeVercel = VendorServer & { deployments: Kept[]; protectedProjects: Set<string> };

/** Vercel's deployments in memory; like Vercel it makes a second one when it is asked twice. */
export async function fakeVercel(): Promise<FakeVercel> {
  const deployments: Kept[] = [];
  const protectedProjects = new Set<string>();
  const shown = ({ id, name, meta, readyState, alias }: Kept) => ({
    id,
    name,
    meta,
    readyState,
    alias,
    url: `${name}-${id}.vercel.app`,
    target: "production",
  });
  const server = await vendorServer({
    vendor: "vercel",
    handle: ({ method, path, query, headers, body }, contract) => {
      const none = (status: number) => ({ status, body: { error: { code: "not_found", message: "Not found" } } });
      if (headers.authorization !== `Bearer ${VERCEL_TOKEN}`) return none(403);
      if (path === "/v2/user") return { body: { user: { username: "acme" } } };
      if (path === "/v10/projects") return { body: { projects: [] } };
      if (path.startsWith("/v9/projects/")) {
        const name = path.split("/").at(-1) ?? "";
        return protectedProjects.has(name)
          ? { body: contract.answer("GET /v9/projects/{idOrName}", { name, ssoProtection: { deploymentType: "all" } }) }
          : none(404);
      }
      if (path === "/v6/deployments") {
        const of = deployments.filter(({ name }) => name === query.app).toReversed();
        return {
          body: { pagination: { count: of.length }, deployments: of.map(({ id, ...rest }) => ({ uid: id, ...rest })) },
        };
      }
      if (method === "POST") {
        const { name, meta, files } = body as Kept;
        const made: Kept = { id: `dpl_${deployments.length + 1}`, name, meta, files, readyState: "QUEUED", alias: [] };
        deployments.push(made);
        return { body: contract.answer("POST /v13/deployments", shown(made)) };
      }
      const found = deployments.find(({ id }) => path.endsWith(`/${id}`));
      return found ? { body: contract.answer("GET /v13/deployments/{idOrUrl}", shown(found)) } : none(404);
    },
  });
  return { ...server, deployments, protectedProjects };
}
