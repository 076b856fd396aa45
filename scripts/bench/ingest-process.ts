import { once } from "node:events";
import { z } from "zod";
import { webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { finishEvents } from "@/lib/ingestion/receive-events";
import { closeDb } from "@/lib/platform/db";
import { withoutSessions } from "@/lib/providers/identity/clerk/session";
import { forgetAccess } from "@/lib/tenancy/access-cache";
import { DOORS } from "../ingest/doors";
import { startIngestServer } from "../ingest/server";

/** Everything `POST /api/events` does but its work: the same wrapper, token, rate limit and body, and nothing is stored. */
const empty = webhookTokenRoute({ input: { body: z.unknown() }, handler: async () => ({ ok: true }) });

/** `npm run ingest` with an empty door beside the others, until it is asked to stop. */
export async function runIngestProcess(port: number): Promise<void> {
  withoutSessions();
  const doors = [...DOORS, { path: "/api/empty", handlers: { POST: empty } }];
  const server = await startIngestServer({ port, host: "127.0.0.1", doors });
  await once(process, "SIGTERM");
  await server.stop();
  await finishEvents();
  forgetAccess();
  await closeDb();
}
