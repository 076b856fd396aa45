import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureN8nInstalled, startN8n } from "@/scripts/runtime/n8n";

type TestN8n = {
  url: string;
  freezeDir: string;
  eventLog: string;
  ownerEmail: string;
  ownerPassword: string;
  stop(): Promise<void>;
};
type Options = { databaseUrl: string; onProgress: (line: string) => void };

/** A real n8n on a database of its own, for all tests that need one. */
export async function startTestN8n({ databaseUrl, onProgress }: Options): Promise<TestN8n> {
  const installDir = await ensureN8nInstalled({ onProgress });
  const home = await mkdtemp(join(tmpdir(), "greenlight-test-n8n-"));
  const { hostname: host, port, pathname, username: user, password } = new URL(databaseUrl);
  const freezeDir = join(home, "frozen");
  const eventLog = join(home, "events.log");
  const ownerEmail = "owner@greenlight.local";
  const ownerPassword = `N8n-${randomBytes(16).toString("hex")}`;
  const n8n = await startN8n({
    installDir,
    home,
    port: 0,
    database: { host, port: Number(port), database: pathname.slice(1), user, password },
    encryptionKey: randomBytes(32).toString("hex"),
    ownerEmail,
    ownerPassword,
    logFile: join(home, "n8n.log"),
    loopbackMailPorts: "any",
    freezeDir,
    eventLog,
  });
  const stop = async (): Promise<void> => {
    await n8n.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { url: n8n.url, freezeDir, eventLog, ownerEmail, ownerPassword, stop };
}
