import { localUserId } from "@/lib/providers/identity/local/issuer";
import { LOCAL_PUBLISHABLE_KEY, type Keys } from "./keys";
import type { Settings } from "./settings";

type Environment = Record<string, string | undefined>;
export type Addresses = {
  home: string;
  databaseUrl: string;
  sidecarUrl: string | null;
  n8nUrl: string | null;
  mailbox: { host: string; port: number; outboxDir: string };
};

/** The administrator of an installation without configuration; only on this machine, like the built-in sign-in. */
const DEMO_ADMIN = "admin@demo.local";
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/;

/** The application's environment: what the operator set wins, what is missing is filled with the embedded parts. */
export function appEnvironment(
  settings: Settings,
  keys: Keys,
  { home, databaseUrl, sidecarUrl, n8nUrl, mailbox }: Addresses,
): Environment {
  return {
    ENCRYPTION_MASTER_KEY: keys.masterKey,
    PROJECT_INTEGRATION_ENCRYPTION_KEY: keys.integrationKey,
    ...(keys.previousMasterKeys && { ENCRYPTION_MASTER_KEY_PREVIOUS: keys.previousMasterKeys }),
    ...(keys.previousIntegrationKeys && {
      PROJECT_INTEGRATION_ENCRYPTION_KEY_PREVIOUS: keys.previousIntegrationKeys,
    }),
    INBOUND_WEBHOOK_SECRET: keys.inboundWebhookSecret,
    ...(sidecarUrl && { SIDECAR_SIGNING_KEY: keys.sidecarSigningKey, LOCAL_INSTANCE_KEY: keys.instancePublicKey }),
    ...filled(process.env),
    ...identity(settings, keys),
    ...(sidecarUrl && { LOCAL_SIDECAR_URL: process.env.LOCAL_SIDECAR_URL || sidecarUrl }),
    ...(n8nUrl && { N8N_URL: n8nUrl }),
    GREENLIGHT_HOME: home,
    DATABASE_URL: databaseUrl,
    HOST: settings.HOST,
    PORT: String(settings.PORT),
    APP_URL: addressOf(settings),
    TEST_MAILBOX_HOST: mailbox.host,
    TEST_MAILBOX_PORT: String(mailbox.port),
    OUTBOX_DIR: mailbox.outboxDir,
  };
}

/** Where people reach the application. */
export const addressOf = ({ APP_URL, HOST, PORT }: Settings): string =>
  (APP_URL ?? `http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST}:${PORT}`).replace(/\/+$/, "");

/** An empty variable means "not set". */
const filled = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

function identity(settings: Settings, keys: Keys): Environment {
  if (settings.CLERK_SECRET_KEY) return {};
  return {
    CLERK_SECRET_KEY: keys.clerkSecretKey,
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: LOCAL_PUBLISHABLE_KEY,
    CLERK_JWT_KEY: keys.identityPublicKey,
    LOCAL_IDENTITY_KEY_FILE: keys.identityKeyFile,
    SUPER_ADMIN_IDS: process.env.SUPER_ADMIN_IDS?.trim() || localUserId(DEMO_ADMIN),
  };
}

/** The local issuer signs anyone in as anyone, so it never listens beyond this machine. */
export function requireSafeIdentity({ CLERK_SECRET_KEY, HOST }: Settings): void {
  if (CLERK_SECRET_KEY || LOOPBACK.test(HOST)) return;
  throw new Error(
    `HOST=${HOST} is reachable from other machines, and the built-in sign-in is only for this one: set CLERK_SECRET_KEY and NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY, or HOST=127.0.0.1.`,
  );
}
