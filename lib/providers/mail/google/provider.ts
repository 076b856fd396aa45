import { createHash } from "node:crypto";
import * as oauth from "oauth4webapi";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../../http/request-json";
import type { MailConsents, MailGrant } from "../port";

const ISSUER = "https://accounts.google.com";
const CONSENT_URL = "https://accounts.google.com/o/oauth2/v2/auth";
const TOKEN_URL = "https://oauth2.googleapis.com/token";
const SENDERS_URL = "https://gmail.googleapis.com/gmail/v1/users/me/settings/sendAs";
const MAIL_SCOPE = "https://mail.google.com/";
const SCOPES = `openid email ${MAIL_SCOPE}`;
const TIMEOUT_MS = 10_000;
/** A token is replaced while it is still good for a long email. */
const REPLACED_BEFORE_MS = 120_000;
const MOST_KEPT = 1_000;

/** `apiUrl` is for tests: a server on this machine that stands for Google's. */
type Options = { clientId: string; clientSecret: string; redirectUri: string; apiUrl?: string };
type Token = { accessToken: string; until: number };

/** Access tokens by the hash of their grant, in this process only: they are worth an hour, and cost a request. */
const tokens = new Map<string, Token>();

/** Google accounts, by OAuth 2.0 with PKCE. */
export function googleConsents({ clientId, clientSecret, redirectUri, apiUrl }: Options): MailConsents {
  const tokenUrl = standIn(TOKEN_URL, apiUrl);
  const server: oauth.AuthorizationServer = { issuer: ISSUER, token_endpoint: tokenUrl };
  const client: oauth.Client = { client_id: clientId };
  const secret = oauth.ClientSecretPost(clientSecret);
  const options = () => ({
    signal: AbortSignal.timeout(TIMEOUT_MS),
    [oauth.allowInsecureRequests]: tokenUrl.startsWith("http:"),
  });
  return {
    newVerifier: () => oauth.generateRandomCodeVerifier(),
    consentUrl: (consent) => consentUrl({ clientId, redirectUri, ...consent }),
    redeem: async ({ code, verifier }) => {
      // The state was compared by the caller, who knows whose it is.
      const answer = oauth.validateAuthResponse(server, client, new URLSearchParams({ code }), oauth.skipStateCheck);
      const granted = await attempt(async () => {
        const sent = [server, client, secret, answer, redirectUri, verifier, options()] as const;
        const response = await oauth.authorizationCodeGrantRequest(...sent);
        return oauth.processAuthorizationCodeResponse(server, client, response, { requireIdToken: true });
      }, notRedeemed);
      const grant = grantOf(granted);
      keep(grant.refreshToken, granted);
      return grant;
    },
    accessToken: async (refreshToken) => {
      const kept = tokens.get(keyOf(refreshToken));
      if (kept && kept.until > Date.now()) return kept.accessToken;
      const fresh = await attempt(async () => {
        const response = await oauth.refreshTokenGrantRequest(server, client, secret, refreshToken, options());
        return oauth.processRefreshTokenResponse(server, client, response);
      }, grantEnded);
      keep(refreshToken, fresh);
      return fresh.access_token;
    },
    senders: (accessToken) => sendersOf(accessToken, apiUrl),
    engineGrant: (refreshToken, accessToken) => ({
      clientId,
      clientSecret,
      oauthTokens: { refresh_token: refreshToken, access_token: accessToken, token_type: "Bearer", scope: SCOPES },
    }),
  };
}

type Consent = { clientId: string; redirectUri: string; state: string; verifier: string };

async function consentUrl({ clientId, redirectUri, state, verifier }: Consent): Promise<string> {
  const asked = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: SCOPES,
    access_type: "offline",
    prompt: "consent",
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  return `${CONSENT_URL}?${asked}`;
}

async function sendersOf(accessToken: string, apiUrl: string | undefined): Promise<string[]> {
  const { sendAs } = await requestJson({
    vendor: "gmail",
    url: standIn(SENDERS_URL, apiUrl),
    init: { headers: { authorization: `Bearer ${accessToken}` } },
    schema: Senders,
    timeoutMs: TIMEOUT_MS,
    signal: new AbortController().signal,
  });
  return sendAs
    .filter(({ isPrimary, verificationStatus }) => isPrimary || verificationStatus === "accepted")
    .map(({ sendAsEmail }) => sendAsEmail.toLowerCase());
}

const Senders = z.object({
  sendAs: z.array(
    z.object({
      sendAsEmail: z.string(),
      isPrimary: z.boolean().optional(),
      verificationStatus: z.string().optional(),
    }),
  ),
});

const standIn = (url: string, apiUrl: string | undefined): string =>
  apiUrl === undefined ? url : new URL(new URL(url).pathname, apiUrl).href;

const keyOf = (refreshToken: string): string => createHash("sha256").update(refreshToken).digest("hex");

function keep(refreshToken: string, { access_token: accessToken, expires_in }: oauth.TokenEndpointResponse): void {
  if (tokens.size >= MOST_KEPT) tokens.clear();
  const until = Date.now() + (expires_in ?? 0) * 1_000 - REPLACED_BEFORE_MS;
  tokens.set(keyOf(refreshToken), { accessToken, until });
}

function grantOf(granted: oauth.TokenEndpointResponse): MailGrant {
  const address = oauth.getValidatedIdTokenClaims(granted)?.["email"];
  const scopes = granted.scope?.split(" ") ?? [];
  if (!scopes.includes(MAIL_SCOPE)) {
    throw new AppError(
      "invalid",
      "Google did not allow reading and sending email. Connect again and leave every box ticked on Google's page.",
      { code: "gmail.scope_missing" },
    );
  }
  if (typeof address !== "string" || granted.refresh_token === undefined) {
    throw new AppError("upstream", "Google's answer named no account. Connect again.", { code: "gmail.bad_answer" });
  }
  return { address, refreshToken: granted.refresh_token };
}

const notRedeemed = (): AppError =>
  new AppError("invalid", "Google does not know this connection any more. Connect again.", { code: "gmail.expired" });

const grantEnded = (): AppError =>
  new AppError(
    "impossible",
    "Google refused the login: the permission was taken back, or has ended. Connect Gmail again.",
    {
      code: "gmail.grant_ended",
    },
  );

/** `refused` is the error when Google says that what we hold is worth nothing; any other trouble may pass. */
async function attempt<T>(ask: () => Promise<T>, refused: () => AppError): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.error === "invalid_grant") throw refused();
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) {
      throw new AppError(
        "upstream",
        "Google refused this installation. Its operator checks GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.",
        { code: "gmail.client_refused", cause: error },
      );
    }
    throw new AppError("unavailable", "Google did not answer as expected. Try again in a minute.", {
      code: "gmail.unavailable",
      cause: error,
    });
  }
}
