import { Router } from "express";
import type { SidecarHealth } from "@/lib/contracts/sidecar";
import type { Engine } from "../n8n/engine";

/** GET /api/health, open to anybody on the private network: says nothing but whether n8n is ready. */
export function healthRoute(engine: Engine): Router {
  const router = Router();
  router.get("/api/health", async (_request, response) => {
    const healthy = await engine.isReady();
    const health: SidecarHealth = { status: healthy ? "ok" : "degraded", n8n: { healthy, version: null } };
    response.json(health);
  });
  return router;
}
