import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

type Consent = { challenge: string; address: string; scope: string };
export type GoogleServer = {
  url: string;
  /** How many access tokens were made from a refresh token. */
  refreshed: number;
  /** Lifetime of the next access tokens, in seconds. */
  lifetime: number;
  /** The person presses "Allow" on the page at `consentUrl`; answers the code and state that come back. */
  allow(consentUrl: string, more?: Partial<Consent>): { code: string; state: string };
  /** The person takes back what they allowed. */
  revoke(): void;
  stop(): Promise<void>;
};

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** Google's token endpoint (RFC 6749, 7636 and an id token of OpenID Connect) and Gmail's list of senders, on loopback, for one client. */
export async function startGoogleServer(client = { id: "client-id", secret: "client-secret" }): Promise<GoogleServer> {
  const codes = new Map<string, Consent>();
  const grants = new Map<string, Consent>();
  const tokens = new Map<string, Consent>();

  const tokensFor = (consent: Consent) => {
    const access_token = `access-${randomUUID()}`;
    tokens.set(access_token, consent);
    return { access_token, token_type: "Bearer", expires_in: google.lifetime, scope: consent.scope };
  };
  const redeem = (form: URLSearchParams): object | null => {
    const code = form.get("code") ?? "";
    const consent = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!consent || consent.challenge !== challenge) return null;
    const refresh_token = `refresh-${randomUUID()}`;
    grants.set(refresh_token, consent);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: "https://accounts.google.com", aud: client.id, sub: "1", iat: now, exp: now + 600 };
    const id_token = `${encode({ alg: "RS256" })}.${encode({ ...claims, email: consent.address })}.c2ln`;
    return { ...tokensFor(consent), refresh_token, id_token };
  };
  const refresh = (form: URLSearchParams): object | null => {
    const consent = grants.get(form.get("refresh_token") ?? "");
    if (!consent) return null;
    google.refreshed += 1;
    return tokensFor(consent);
  };
  const answer = async (request: IncomingMessage): Promise<[number, object]> => {
    if (request.url?.startsWith("/gmail/v1/users/me/settings/sendAs")) {
      const consent = tokens.get(request.headers.authorization?.replace("Bearer ", "") ?? "");
      if (!consent) return [401, { error: { message: "Invalid Credentials" } }];
      return [
        200,
        { sendAs: [{ sendAsEmail: consent.address, isPrimary: true }, { sendAsEmail: "unproven@example.com" }] },
      ];
    }
    const form = new URLSearchParams(await text(request));
    if (form.get("client_id") !== client.id || form.get("client_secret") !== client.secret)
      return [401, { error: "invalid_client" }];
    const granted = form.get("grant_type") === "refresh_token" ? refresh(form) : redeem(form);
    return granted ? [200, granted] : [400, { error: "invalid_grant", error_description: "Token has been revoked." }];
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const google: GoogleServer = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    refreshed: 0,
    lifetime: 3600,
    allow: (consentUrl, more) => {
      const asked = new URL(consentUrl).searchParams;
      const [code, scope] = [randomUUID(), asked.get("scope") ?? ""];
      codes.set(code, { challenge: asked.get("code_challenge") ?? "", address: "ada@example.com", scope, ...more });
      return { code, state: asked.get("state") ?? "" };
    },
    revoke: () => {
      grants.clear();
      tokens.clear();
    },
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return google;
}
