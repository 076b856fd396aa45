"use strict";

const { SmtpSession } = require("./smtp-session.js");
const { writeDown } = require("./outcomes.js");

/** Shorter than the ten minutes after which a claim without outcome counts as unknown. */
const BATCH_TIMEOUT_MS = 8 * 60_000;

const field = (name, displayName, more = {}) => ({ name, displayName, type: "string", default: "", ...more });

/**
 * Sends each item as one message over one SMTP connection, with the headers n8n's own node cannot set.
 * One recipient's refusal never stops the others: every item answers `{ claim_id, outcome, provider_message_id, detail }`.
 */
class GreenlightSmtpSend {
  constructor() {
    this.description = {
      name: "greenlightSmtpSend",
      displayName: "Greenlight SMTP Send",
      group: ["output"],
      version: 1,
      description: "Sends claimed emails by SMTP and says what happened to each",
      defaults: { name: "Send by SMTP" },
      inputs: ["main"],
      outputs: ["main"],
      credentials: [
        { name: "smtp", required: true },
        { name: "postgres", required: false },
      ],
      properties: [
        field("claimId", "Claim ID", { required: true }),
        field("fromEmail", "From Email", { required: true }),
        field("fromName", "From Name"),
        field("toEmail", "To Email", { required: true }),
        field("toName", "To Name"),
        field("subject", "Subject"),
        field("text", "Text", { typeOptions: { rows: 5 } }),
        field("html", "HTML", { typeOptions: { rows: 5 } }),
        field("messageId", "Message-ID"),
        field("listUnsubscribe", "List-Unsubscribe"),
        field("listUnsubscribePost", "List-Unsubscribe-Post"),
      ],
    };
  }

  async execute() {
    const deadline = Date.now() + BATCH_TIMEOUT_MS;
    const results = [];
    const cancelled = this.getExecutionCancelSignal?.();
    let session = null;
    let stopped = "";
    try {
      session = new SmtpSession(await this.getCredentials("smtp"), cancelled);
    } catch (error) {
      // Certainly nothing was sent: without this the claims would count as unknown.
      stopped = `The mail account cannot be read: ${error.message}`;
    }
    for (let item = 0; item < this.getInputData().length; item++) {
      // n8n ends an execution between nodes only: what is left of the batch has to be held back here.
      if (cancelled?.aborted) stopped ||= "The execution was stopped before this message.";
      if (Date.now() > deadline) stopped ||= "The batch ran out of time before this message.";
      const read = (name) => String(this.getNodeParameter(name, item, "") ?? "");
      const claimId = read("claimId");
      const messageId = read("messageId");
      const sent = stopped ? { outcome: "failed", detail: stopped } : await session.send(() => mailOf(read));
      if (sent.serverUnusable) stopped = sent.detail;
      const json = { claim_id: claimId, outcome: sent.outcome, provider_message_id: messageId, detail: sent.detail };
      results.push({ json, pairedItem: { item } });
    }
    session?.quit();
    // The nodes behind this one do not run any more, so the outcomes would be lost and every claim would count as unknown.
    if (cancelled?.aborted) await writeDown(() => this.getCredentials("postgres"), results);
    return [results];
  }
}

function mailOf(read) {
  return {
    from: addressOf(read("fromName"), read("fromEmail")),
    to: addressOf(read("toName"), read("toEmail")),
    subject: read("subject"),
    text: read("text"),
    html: read("html"),
    messageId: read("messageId") || undefined,
    listUnsubscribe: read("listUnsubscribe"),
    listUnsubscribePost: read("listUnsubscribePost"),
  };
}

function addressOf(name, address) {
  return name ? { name, address } : address;
}

module.exports = { GreenlightSmtpSend };
