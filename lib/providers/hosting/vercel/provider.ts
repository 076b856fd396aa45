import { statusOf } from "@/lib/providers/accounts/run-steps";
import type { ConfigOf } from "@/lib/providers/accounts/port";
import type { Hosting, Published } from "../port";
import { isOfAction, publicAddress, toDeployment, toState } from "./map";
import { isOnThisMachine, vercelClient } from "./request";
import { VercelDeployment, VercelDeployments } from "./schemas";

/** Vercel has no idempotency key: an answer that was lost is looked up by the action that its deployment keeps. */
export function vercelHosting(config: ConfigOf<"vercel">): Hosting {
  const taken = (deployment: VercelDeployment): Published => ({
    providerId: deployment.id,
    url: publicAddress(deployment),
  });
  const find: Hosting["findPublished"] = async ({ site, action }, signal) => {
    const ask = vercelClient(config, signal);
    const query = { app: site, limit: "50" };
    const { deployments } = await ask({ path: "/v6/deployments", query, schema: VercelDeployments });
    const found = deployments.find((deployment) => isOfAction(deployment, action));
    if (!found) return null;
    return taken(await ask({ path: `/v13/deployments/${found.uid}`, schema: VercelDeployment }));
  };
  return {
    publish: async (request, signal) => {
      const before = await find(request, signal);
      if (before) return before;
      const made = await vercelClient(
        config,
        signal,
      )({
        method: "POST",
        path: "/v13/deployments",
        query: { forceNew: "1", skipAutoDetectionConfirmation: "1" },
        body: toDeployment(request),
        schema: VercelDeployment,
      });
      return taken(made);
    },
    findPublished: find,
    readDeployment: async (providerId, signal) => {
      try {
        const path = `/v13/deployments/${encodeURIComponent(providerId)}`;
        return toState(await vercelClient(config, signal)({ path, schema: VercelDeployment }));
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    isOwnAddress: async ({ host }) => isOnThisMachine(host),
  };
}
