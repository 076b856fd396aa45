"use strict";

const { EngineClient } = require("./engine-client.js");
const { GatewaySession } = require("./gateway-session.js");
const { GmailSession } = require("./gmail-session.js");
const { sendLot } = require("./send-lot.js");
const { SmtpSession } = require("./smtp-session.js");

const only = (transport) => ({ show: { transport: [transport] } });

/**
 * Sends each lot that Greenlight handed out, one message after the other: asks before each whether it may still go, and reports what
 * became of it. An item in is Greenlight's answer to a claim; an item out says what happened to the lot.
 */
class GreenlightSend {
  constructor() {
    this.description = {
      name: "greenlightSend",
      displayName: "Greenlight Send",
      icon: "file:icons/greenlight.svg",
      group: ["output"],
      version: 1,
      description: "Sends claimed emails, each after Greenlight confirmed it, and reports what became of them",
      defaults: { name: "Greenlight Send" },
      inputs: ["main"],
      outputs: ["main"],
      credentials: [
        { name: "httpHeaderAuth", required: true },
        { name: "smtp", required: true, displayOptions: only("smtp") },
        { name: "gmailOAuth2", required: true, displayOptions: only("gmail") },
      ],
      properties: [
        {
          name: "transport",
          displayName: "Send By",
          type: "options",
          options: [
            { name: "SMTP", value: "smtp" },
            { name: "Gmail", value: "gmail" },
            { name: "Greenlight", value: "gateway" },
          ],
          default: "smtp",
        },
        {
          name: "engineUrl",
          displayName: "Greenlight Address",
          type: "string",
          default: "",
          required: true,
          placeholder: "https://app.example.com/api/engine",
        },
      ],
    };
  }

  async execute() {
    const cancelled = this.getExecutionCancelSignal?.();
    const lots = [];
    for (const [item, { json }] of this.getInputData().entries()) {
      const claims = json.claims ?? [];
      const engine = new EngineClient({
        url: this.getNodeParameter("engineUrl", item),
        credential: await this.getCredentials("httpHeaderAuth"),
        cancelled,
      });
      const transport = await transportOf(this, item, { engine, cancelled });
      const { results, stopped } = await sendLot({ claims, transport, engine, cancelled });
      refuseUnrecorded(results);
      // Greenlight gives reasons unless the lot was full.
      const more = claims.length > 0 && (json.reasons ?? []).length === 0 && stopped === null;
      lots.push({ json: { results, stopped, more }, pairedItem: { item } });
    }
    return [lots];
  }
}

async function transportOf(n8n, item, { engine, cancelled }) {
  const transport = n8n.getNodeParameter("transport", item);
  if (transport === "gateway") return new GatewaySession(engine);
  if (transport === "gmail") {
    const request = (url, body) =>
      n8n.helpers.httpRequestWithAuthentication.call(n8n, "gmailOAuth2", { method: "POST", url, body, json: true });
    return new GmailSession(request);
  }
  return new SmtpSession(() => n8n.getCredentials("smtp"), cancelled);
}

/** Greenlight could not be told for minutes. The execution fails, so that its author sees which emails need a look. */
function refuseUnrecorded(results) {
  const lost = results.filter(({ recorded, status }) => !recorded && status !== "not_sent");
  if (lost.length === 0) return;
  const named = lost.map(({ claim_id, status }) => `${claim_id} (${status})`).join(", ");
  throw new Error(`Greenlight could not be told what became of these claims, so they count as unknown: ${named}`);
}

module.exports = { GreenlightSend };
