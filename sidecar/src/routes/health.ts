import { Router } from "express";
import type { SidecarHealth } from "@/lib/contracts/sidecar";
import type { Engine } from "../n8n/engine";

/** GET /api/health, open on the private network: whether n8n is ready, what the clock says, and whether the application answers. */
export function healthRoute(engine: Engine): Router {
  const router = Router();
  router.get("/api/health", async (_request, response) => {
    const [healthy, reachesApp] = await Promise.all([engine.isReady(), engine.reachesApp()]);
    const health: SidecarHealth = {
      status: healthy ? "ok" : "degraded",
      now: new Date().toISOString(),
      reaches_app: reachesApp,
      n8n: { healthy, version: null },
    };
    response.json(health);
  });
  return router;
}
