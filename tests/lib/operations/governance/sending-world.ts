import { createServer, type IncomingMessage, type Server } from "node:http";
import { simpleParser } from "mailparser";
import { setTimeout as delay } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { POST as postEvents } from "@/app/api/events/route";
import { POST as postClaims } from "@/app/api/engine/claims/route";
import { POST as postConfirm } from "@/app/api/engine/claims/[claimId]/confirm/route";
import { POST as postOutcome } from "@/app/api/engine/claims/[claimId]/outcome/route";
import { finderOf } from "@/lib/http/machine-doors/find-door";
import { removeDir, SIGNING_KEY_PEM, startSidecar, temporaryDir } from "../../../sidecar/sidecar-harness";

type Received = { to: string; messageId: string; at: number };
export type SlowMailServer = { port: number; received: Received[]; stop(): Promise<void> };

const portOf = (server: { address(): ReturnType<Server["address"]> }): number => {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  return address.port;
};

/** A real SMTP server that takes its time over every message, and notes when it accepted which. */
export async function startSlowMailServer(perMessageMs: number): Promise<SlowMailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const keep = async (): Promise<void> => {
        const { messageId = "" } = await simpleParser(stream);
        await delay(perMessageMs);
        for (const { address } of session.envelope.rcptTo) received.push({ to: address, messageId, at: Date.now() });
      };
      keep().then(() => done(), done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  return { port: portOf(server.server), received, stop };
}

export type EventsDoor = { url: string; statuses: number[]; stop(): Promise<void> };

/** The routes that the sending workflows call. */
const findRoute = finderOf([
  { path: "/api/events", handlers: { POST: postEvents } },
  { path: "/api/engine/claims", handlers: { POST: postClaims } },
  { path: "/api/engine/claims/[claimId]/confirm", handlers: { POST: postConfirm } },
  { path: "/api/engine/claims/[claimId]/outcome", handlers: { POST: postOutcome } },
]);

/** These routes as the application answers them, where n8n can reach them. */
export async function startEventsDoor(): Promise<EventsDoor> {
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const found = findRoute(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
      const handler = found?.door.handlers.POST;
      if (!found || !handler) return void response.writeHead(404).end();
      const { status, headers, body } = await handler(await toRequest(request), {
        params: Promise.resolve(found.params),
      });
      statuses.push(status);
      response.writeHead(status, Object.fromEntries(headers)).end(await new Response(body).text());
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${portOf(server)}`, statuses, stop };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  return new Request(`http://127.0.0.1${incoming.url}`, { method: "POST", headers, body: Buffer.concat(chunks) });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test through vitest's "engine" project.`);
  return value;
}

/** A real sidecar beside the real n8n of the tests, and what the application needs to speak to it. */
export async function startRealSidecar(): Promise<{ environment: Record<string, string>; stop(): Promise<void> }> {
  const dataDir = temporaryDir();
  const owner = { email: required("TEST_N8N_OWNER_EMAIL"), password: required("TEST_N8N_OWNER_PASSWORD") };
  const freezeDir = required("TEST_N8N_FREEZE_DIR");
  const sidecar = await startSidecar({ n8nUrl: required("TEST_N8N_URL"), owner, dataDir, freezeDir });
  return {
    environment: { LOCAL_SIDECAR_URL: sidecar.url, SIDECAR_SIGNING_KEY: SIGNING_KEY_PEM },
    stop: async () => {
      await sidecar.stop();
      removeDir(dataDir);
    },
  };
}
