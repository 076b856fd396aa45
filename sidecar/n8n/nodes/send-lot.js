"use strict";

/** Shorter than the ten minutes after which a confirmed claim without an outcome counts as unknown. */
const LOT_TIMEOUT_MS = 8 * 60_000;

/**
 * Sends a lot one message after the other: connect, confirm, hand over, report. The first answer that concerns the whole lot (an unusable
 * server, a stopped execution, Greenlight's word) ends it, and what is left is given back as `not_sent`.
 * Answers `{ results: [{ claim_id, to, status, response, recorded }], stopped }`; `stopped` is the reason, or null.
 */
async function sendLot({ claims, transport, engine, cancelled, timeoutMs = LOT_TIMEOUT_MS }) {
  const deadline = Date.now() + timeoutMs;
  const results = [];
  let stopped = null;
  for (const claim of claims) {
    stopped ??= interruption(cancelled, deadline);
    const outcome = stopped ? { status: "not_sent", response: stopped } : await sendOne(claim, transport, engine);
    const answer = outcome.settled ? { recorded: true } : await engine.report(claim.claim_id, reportOf(outcome));
    stopped ??= reasonToStop(outcome, answer);
    const { status, response } = outcome;
    results.push({ claim_id: claim.claim_id, to: claim.to, status, response, recorded: answer.recorded });
  }
  transport.quit();
  return { results, stopped };
}

async function sendOne(claim, transport, engine) {
  if (transport.handOver) return transport.handOver(claim);
  const unusable = await transport.open();
  if (unusable) return unusable;
  const confirmation = await engine.confirm(claim.claim_id);
  if (confirmation.go) return transport.send(claim);
  if (!confirmation.lot) return { status: "withdrawn", response: confirmation.reason, settled: true };
  return { status: "not_sent", response: confirmation.reason, lot: true };
}

/** n8n ends an execution between nodes only, so the lot itself has to stop. */
function interruption(cancelled, deadline) {
  if (cancelled?.aborted) return "The execution was stopped before this message.";
  return Date.now() > deadline ? "The lot ran out of time before this message." : null;
}

function reasonToStop(outcome, answer) {
  const ended = "Greenlight ended this lot.";
  if (outcome.lot || outcome.status === "server_unusable") return outcome.response || ended;
  return answer.stop ? answer.reason || outcome.response || ended : null;
}

function reportOf({ status, response, code, providerMessageId }) {
  return { status, response, code, provider_message_id: providerMessageId };
}

module.exports = { sendLot };
