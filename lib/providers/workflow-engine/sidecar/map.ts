import type { CommandError, CommandInput, CommandResult, WorkflowSummary } from "@/lib/contracts/sidecar";
import { AppError, type ErrorKind } from "@/lib/platform/errors";
import type { EngineCredential, EngineWorkflow, ReadExecution } from "../port";

type N8nCredential = Omit<CommandInput<"INJECT_CREDENTIAL">, "key">;

const WEBHOOK_TOKEN_HEADER = "x-webhook-token";
const POSTGRES_CONNECTIONS = 5;

/** The product's credential in n8n's type and field names; `secret` is what run tokens are checked with. */
export function toN8nCredential(credential: EngineCredential, secret: string): N8nCredential {
  switch (credential.type) {
    case "smtp": {
      const { host, port, secure, user, password, disableStartTls = false } = credential;
      // the field exists in n8n only when the connection does not start with TLS
      return { type: "smtp", data: { host, port, secure, user, password, ...(secure ? {} : { disableStartTls }) } };
    }
    case "imap": {
      const { host, port, secure, user, password } = credential;
      return { type: "imap", data: { host, port, secure, user, password, allowUnauthorizedCerts: false } };
    }
    case "postgres": {
      const { host, port, database, user, password, ssl } = credential;
      const connection = { host, port, database, user, password, maxConnections: POSTGRES_CONNECTIONS };
      return {
        type: "postgres",
        data: { ...connection, allowUnauthorizedCerts: false, ssl: ssl ? "require" : "disable", sshTunnel: false },
      };
    }
    case "webhook":
      return { type: "httpHeaderAuth", data: { name: WEBHOOK_TOKEN_HEADER, value: credential.token } };
    case "trigger":
      return { type: "jwtAuth", data: { keyType: "passphrase", secret, algorithm: "HS256" } };
    case "openai_api":
      return { type: "openAiApi", data: { apiKey: credential.apiKey, url: credential.baseUrl, header: false } };
    case "gmail":
      return { type: "gmailOAuth2", data: oauthData(credential) };
    case "google_sheets":
      return { type: "googleSheetsOAuth2Api", data: oauthData(credential) };
    case "google_cse":
      return { type: "httpQueryAuth", data: { name: "key", value: credential.apiKey } };
  }
}

type OAuth = { clientId: string; clientSecret: string; oauthTokens?: Record<string, unknown> };

function oauthData({ clientId, clientSecret, oauthTokens }: OAuth): Record<string, unknown> {
  return { clientId, clientSecret, ...(oauthTokens ? { oauthTokenData: oauthTokens } : {}) };
}

export function toEngineWorkflow(summary: WorkflowSummary): EngineWorkflow {
  const { workflow_id, key, name, active, version_id, active_version_id, updated_at, archived, content_hash } = summary;
  return {
    workflowId: workflow_id,
    key,
    name,
    active,
    versionId: version_id,
    activeVersionId: active_version_id,
    updatedAt: updated_at,
    archived,
    contentHash: content_hash,
  };
}

export function toReadExecution({ stopped_at, nodes, ...read }: CommandResult<"READ_EXECUTION">): ReadExecution {
  return {
    ...read,
    stoppedAt: stopped_at,
    nodes: nodes.map(({ duration_ms: durationMs, ...node }) => ({ ...node, durationMs })),
  };
}

/** The sidecar's error as ours: same code, same sentence, same `retryable`. */
export function toAppError({ code, message, retryable }: CommandError): AppError {
  return new AppError(kindOf(code), message, { code, retryable });
}

function kindOf(code: string): ErrorKind {
  if (/^(workflow|credential|webhook)\.not_found$/.test(code)) return "not_found";
  if (code === "command.conflict" || code === "n8n.conflict") return "conflict";
  if (code === "n8n.rejected" || code === "credential.foreign") return "impossible";
  if (code === "n8n.not_ready" || code === "n8n.rate_limited" || code === "workflow.not_published")
    return "unavailable";
  if (code.startsWith("command.") || code.startsWith("token.")) return "internal"; // our own request was wrong
  return "upstream";
}
