import { describe, expect, test } from "vitest";
import { toN8nCredential as mapped } from "@/lib/providers/workflow-engine/sidecar/map";

const toN8nCredential = (credential: Parameters<typeof mapped>[0]) => mapped(credential, "run-secret");

describe("toN8nCredential", () => {
  test("names STARTTLS only where n8n has the field", () => {
    const smtp = { type: "smtp", host: "h", port: 25, user: "", password: "" } as const;
    expect(toN8nCredential({ ...smtp, secure: true }).data).not.toHaveProperty("disableStartTls");
    expect(toN8nCredential({ ...smtp, secure: false }).data).toMatchObject({ disableStartTls: false });
    expect(toN8nCredential({ ...smtp, secure: false, disableStartTls: true }).data).toMatchObject({
      disableStartTls: true,
    });
  });

  test("puts the workspace token into the header Greenlight reads, and the gateway into the model's base URL", () => {
    expect(toN8nCredential({ type: "webhook", token: "t" })).toEqual({
      type: "httpHeaderAuth",
      data: { name: "x-webhook-token", value: "t" },
    });
    const openai = toN8nCredential({ type: "openai_api", apiKey: "t", baseUrl: "http://127.0.0.1:3000/api/llm/v1" });
    expect(openai).toMatchObject({ type: "openAiApi", data: { apiKey: "t", url: "http://127.0.0.1:3000/api/llm/v1" } });
  });

  test("keeps a stored Google consent, and sends none when there is none", () => {
    const google = { type: "gmail", clientId: "c", clientSecret: "s" } as const;
    expect(toN8nCredential(google).data).toEqual({ clientId: "c", clientSecret: "s" });
    expect(toN8nCredential({ ...google, oauthTokens: { refresh_token: "r" } }).data).toMatchObject({
      oauthTokenData: { refresh_token: "r" },
    });
  });
});
