import { startTestN8n } from "./test-n8n";

/** Vitest's global set-up: the n8n of `npm test`, or one of its own when a file is run alone. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_N8N_URL) return undefined;
  const databaseUrl = process.env.TEST_N8N_DATABASE_URL;
  if (!databaseUrl) throw new Error("TEST_N8N_DATABASE_URL is missing: shared-postgres.ts sets it.");
  const n8n = await startTestN8n({ databaseUrl, onProgress: (line) => process.stdout.write(`… ${line}\n`) });
  process.env.TEST_N8N_URL = n8n.url;
  process.env.TEST_N8N_FREEZE_DIR = n8n.freezeDir;
  process.env.TEST_N8N_EVENT_LOG = n8n.eventLog;
  process.env.TEST_N8N_OWNER_EMAIL = n8n.ownerEmail;
  process.env.TEST_N8N_OWNER_PASSWORD = n8n.ownerPassword;
  return async () => {
    delete process.env.TEST_N8N_URL;
    await n8n.stop();
  };
}
