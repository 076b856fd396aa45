import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { authenticator } from "./auth";
import { commandRunner, failed } from "./commands/run-command";
import type { SidecarEnv } from "./env";
import type { Follow } from "./events/followed-runs";
import { CommandFailure } from "./failure";
import { n8nEngine } from "./n8n/engine";
import { commandRoute } from "./routes/command";
import { healthRoute } from "./routes/health";
import type { SidecarStore } from "./store";

/** The sidecar's HTTP side: health for anybody, commands for the holder of the signing key; every answer is JSON. */
export async function sidecarApp(env: SidecarEnv, store: SidecarStore, follow: Follow = nothing): Promise<Express> {
  const engine = n8nEngine(env);
  const authenticate = await authenticator(env.SIDECAR_VERIFY_KEY, store);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(healthRoute(engine));
  app.use(commandRoute({ authenticate, runCommand: commandRunner(engine, store, follow) }));
  app.use(unknownRoute, answerError);
  return app;
}

/** A sidecar without a key of its own reports no runs. */
const nothing: Follow = () => undefined;

const unknownRoute: RequestHandler = () => {
  throw new CommandFailure("route.not_found", "The sidecar knows GET /api/health and POST /api/command.", {
    status: 404,
  });
};

// Express knows an error handler by its four parameters.
const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, answer } = failed(asFailure(error));
  if (status === 500)
    console.error(JSON.stringify({ level: "error", msg: "command failed", path: request.path, error: String(error) }));
  response.status(status).json(answer);
};

function asFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413)
    return new CommandFailure("command.too_large", "The command is larger than 2 MiB.", { status, cause: error });
  if (status >= 400 && status < 500)
    return new CommandFailure("command.unreadable", "The command could not be read.", { status: 400, cause: error });
  const message = "The sidecar failed on this command; its log says why. Try again shortly.";
  return new CommandFailure("sidecar.failed", message, { status: 500, retryable: true, cause: error });
}
