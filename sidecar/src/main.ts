import { readEnv } from "./env";
import { startReports } from "./reports";
import { sidecarApp } from "./server";
import { openStore } from "./store";

const DRAIN_MS = 10_000;

const env = readEnv();
const store = openStore(env.SIDECAR_DATA_DIR);
const reports = startReports(env, store);
const app = await sidecarApp(env, store, reports?.follow);
const server = app.listen(env.SIDECAR_PORT, env.SIDECAR_HOST, (error?: Error) => {
  if (error) {
    console.error(`The sidecar cannot listen on ${env.SIDECAR_HOST}:${env.SIDECAR_PORT}: ${error.message}`);
    process.exit(1);
  }
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.SIDECAR_PORT;
  console.log(JSON.stringify({ level: "info", msg: "sidecar listening", url: `http://${env.SIDECAR_HOST}:${port}` }));
});

/** Lets running commands finish, then closes the store. */
function shutDown(): void {
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  server.close(() => {
    void (reports?.stop() ?? Promise.resolve()).then(() => {
      store.close();
      process.exit(0);
    });
  });
  server.closeIdleConnections();
}
process.once("SIGTERM", shutDown);
process.once("SIGINT", shutDown);
