import { takesKeys } from "./curl";
import type { Operation } from "./operation";

export const SECURITY_SCHEMES = {
  webhookToken: {
    type: "apiKey",
    in: "header",
    name: "x-webhook-token",
    description: "The workspace's webhook token, from the company's settings.",
  },
  webhookBearer: {
    type: "http",
    scheme: "bearer",
    description: "The workspace's webhook token, for clients that can send a bearer only.",
  },
  projectKey: {
    type: "apiKey",
    in: "header",
    name: "x-project-key",
    description: "A company's publishable key (`gpk_…`) or secret key (`gsk_…`).",
  },
  apiKey: { type: "http", scheme: "bearer", description: "An API key of the workspace (`glk_…`), within its scopes." },
  session: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A person's session token; browsers send it as a cookie.",
  },
} as const;

export type Security = Partial<Record<keyof typeof SECURITY_SCHEMES, []>>;

/** The credentials that open an operation, any one of them. */
export function securityOf(operation: Operation): Security[] {
  const { who } = operation;
  if (who === "webhook_token" || who === "gateway_token") return [{ webhookToken: [] }, { webhookBearer: [] }];
  if (who === "project_key") return [{ projectKey: [] }, { apiKey: [] }, { session: [] }];
  if (who === "anybody") return [];
  return takesKeys(operation) ? [{ apiKey: [] }, { session: [] }] : [{ session: [] }];
}
