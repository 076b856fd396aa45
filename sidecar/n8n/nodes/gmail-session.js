"use strict";

const { compose } = require("./compose.js");

const SEND_URL = "https://gmail.googleapis.com/gmail/v1/users/me/messages/send";
const ACCOUNT = /access token|refresh token|invalid_grant|credential/i;
const NOT_CONNECTED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/i;

/** Sends by Gmail's API through n8n's own OAuth client; the same shape as an SMTP session. */
class GmailSession {
  #request;

  /** `request` posts a body with the account's token and answers Gmail's JSON, or throws n8n's error with `httpCode`. */
  constructor(request) {
    this.#request = request;
  }

  async open() {
    return null;
  }

  async send(claim) {
    let raw;
    try {
      raw = (await compose(claim).build()).toString("base64url");
    } catch (error) {
      return { status: "refused", response: describe(error) };
    }
    try {
      const answer = await this.#request(SEND_URL, { raw });
      if (typeof answer?.id === "string" && answer.id) return { status: "sent", providerMessageId: answer.id };
      return { status: "unknown", response: "Gmail's answer named no message." };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  quit() {}
}

/** Only an answer that proves that Gmail did not accept the message is anything but unknown. */
function outcomeOf(error) {
  const response = describe(error);
  const code = Number(error.httpCode ?? error.statusCode ?? error.response?.status) || undefined;
  if (code === 401 || code === 403 || code === 429) return { status: "server_unusable", response, code };
  if (code === undefined && (NOT_CONNECTED.test(response) || ACCOUNT.test(response)))
    return { status: "server_unusable", response };
  if (code >= 400 && code < 500 && code !== 408) return { status: "refused", response, code };
  return { status: "unknown", response, code };
}

function describe(error) {
  const said = [error.description, error.message, error.cause?.message, error.code].filter(
    (part) => typeof part === "string" && part !== "",
  );
  return [...new Set(said)].join(" · ").slice(0, 1000);
}

module.exports = { GmailSession };
