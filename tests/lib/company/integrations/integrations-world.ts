import { randomBytes } from "node:crypto";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { vendorServer, type VendorCall, type VendorServer } from "../../../support/vendor-server";

/** Keys that the vendor knows, by what they are. */
export const GOOD = "good-token-0123456789abcdef";
export const REFUSED = "refused-token-0123456789abc";
export const SHARED = "shared-token-0123456789abcd";

export type IntegrationsWorld = TestWorld & { github: VendorServer };

/** A world whose GitHub is a server on this machine, with a shared token of the installation. */
export async function createIntegrationsWorld(): Promise<IntegrationsWorld> {
  const github = await vendorServer({
    vendor: "github",
    handle: ({ headers, path }, contract) => {
      const token = headers.authorization?.replace("Bearer ", "");
      // As vendors do it: the refused key comes back in the words.
      if (token !== GOOD && token !== SHARED) return { status: 401, body: { message: `Bad credentials: ${token}` } };
      if (path === "/user") return { body: contract.answer("GET /user", USER) };
      return { status: 404, body: { message: "Not Found" } };
    },
  });
  const world = await createTestWorld({
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: SHARED,
    LOCAL_MODE: "true",
  });
  return {
    ...world,
    github,
    close: async () => {
      await world.close();
      await github.close();
    },
  };
}

const USER = { login: "acme-bot" };
export const isFor =
  (path: string) =>
  (call: VendorCall): boolean =>
    call.path === path;
