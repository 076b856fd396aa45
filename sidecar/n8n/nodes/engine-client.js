"use strict";

const { setTimeout: wait } = require("node:timers/promises");

const ANSWER_TIMEOUT_MS = 15_000;
/** Greenlight answers when the mail server did, or has given it up. */
const SENT_TIMEOUT_MS = 120_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** How long an unanswered question is repeated: a confirmation only as long as its message may wait. */
const CONFIRM_PATIENCE_MS = 30_000;
const SEND_PATIENCE_MS = 3 * 60_000;
const REPORT_PATIENCE_MS = 5 * 60_000;
const CANCELLED_PATIENCE_MS = 10_000;

/** Greenlight's side of a lot: asked immediately before each message, told what became of it. */
class EngineClient {
  #url;
  #headers;
  #cancelled;
  #silent = false;

  constructor({ url, credential, cancelled = new AbortController().signal }) {
    this.#url = String(url).replace(/\/+$/, "");
    this.#headers = { "content-type": "application/json", [credential.name]: credential.value };
    this.#cancelled = cancelled;
  }

  /**
   * `go` means that the message may be handed over now. `lot` says that no message of this lot may: Greenlight does not answer, or the
   * workspace may not send at all.
   */
  async confirm(claimId) {
    const { status, body, reason } = await this.#ask(
      `claims/${claimId}/confirm`,
      {},
      { patienceMs: CONFIRM_PATIENCE_MS },
    );
    if (status === 200) return { go: true };
    const lot = status !== 409 && status !== 404;
    return { go: false, lot, reason: reason || `${body.error ?? "Greenlight refused it."} (${body.code ?? status})` };
  }

  /**
   * Repeated until Greenlight has it, for minutes. A claim that was not sent is given back once only: unconfirmed, it runs out by itself.
   */
  async report(claimId, outcome) {
    const givenBack = outcome.status === "not_sent";
    if (givenBack && this.#silent) return { recorded: false, stop: true };
    const { status, body, reason } = await this.#ask(`claims/${claimId}/outcome`, outcome, {
      patienceMs: givenBack ? 0 : REPORT_PATIENCE_MS,
    });
    if (status === 200) return { recorded: true, stop: body.stop === true };
    return { recorded: false, stop: true, reason: reason || body.error || `Greenlight answered ${status}.` };
  }

  /**
   * Has Greenlight send a claim; asked again it answers what became of it, and never sends twice. Without an answer the outcome is
   * Greenlight's to find out: nothing is reported, and the lot ends.
   */
  async send(claimId) {
    const { status, body, reason } = await this.#ask(
      `claims/${claimId}/send`,
      {},
      { patienceMs: SEND_PATIENCE_MS, timeoutMs: SENT_TIMEOUT_MS },
    );
    if (status === 200) {
      const { status: state, response, stop } = body;
      return { status: state, response: response ?? undefined, settled: true, lot: stop === true };
    }
    const said = reason || `${body.error ?? "Greenlight refused it."} (${body.code ?? status})`;
    if (status === 0) return { status: "unanswered", response: said, settled: true, lot: true };
    if (status === 409 || body.code === "claim.not_found")
      return { status: "withdrawn", response: said, settled: true };
    return { status: "not_sent", response: said, lot: true };
  }

  async #ask(path, body, { patienceMs, timeoutMs = ANSWER_TIMEOUT_MS }) {
    const started = Date.now();
    let reason = "";
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.#post(path, body, timeoutMs).catch((error) => ({
        status: 0,
        body: {},
        reason: describe(error),
      }));
      if (!isPassing(answer)) return answer;
      reason = `Greenlight does not answer: ${answer.reason ?? answer.body.error ?? answer.status}`;
      const patience = this.#cancelled.aborted ? Math.min(patienceMs, CANCELLED_PATIENCE_MS) : patienceMs;
      const next = Math.max(pause, (answer.retryAfter ?? 0) * 1000);
      if (Date.now() - started + next > patience) {
        this.#silent = true;
        return { status: 0, body: {}, reason };
      }
      await wait(next);
    }
  }

  async #post(path, body, timeoutMs) {
    const response = await fetch(`${this.#url}/${path}`, {
      method: "POST",
      headers: this.#headers,
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const retryAfter = Number(response.headers.get("retry-after")) || 0;
    return { status: response.status, body: parse(text), retryAfter };
  }
}

/** Another answer comes by itself: Greenlight is away or busy, or is sending that message right now. */
function isPassing({ status, body }) {
  return status === 0 || status === 429 || status >= 500 || body.code === "claim.under_way";
}

function parse(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {}; // a proxy's page: the status alone decides
  }
}

function describe(error) {
  return String(error.cause?.message ?? error.message).slice(0, 300);
}

module.exports = { EngineClient };
