"use strict";

const { Client } = require("pg");

const TIMEOUT_MS = 10_000;
const RECORD = "select genesis.record_send($1::uuid, $2, $3, $4)";

/** Writes down what became of each claim. What cannot be written counts as unknown after ten minutes, as after a crash. */
async function writeDown(readCredential, results) {
  let client = null;
  try {
    client = new Client(connectionOptions(await readCredential()));
    client.on("error", () => {}); // a query that is under way hears of it too
    await client.connect();
    for (const { json } of results) {
      await client.query(RECORD, [json.claim_id, json.outcome, json.provider_message_id, json.detail]);
    }
  } catch (error) {
    console.warn(`Greenlight SMTP Send: the outcomes of a stopped batch could not be written down: ${error.message}`);
  } finally {
    await client?.end().catch(() => {});
  }
}

function connectionOptions({ host, port, database, user, password, ssl, allowUnauthorizedCerts }) {
  return {
    host,
    port: Number(port),
    database,
    user,
    password,
    ssl: ssl && ssl !== "disable" ? { rejectUnauthorized: !allowUnauthorizedCerts } : false,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  };
}

module.exports = { writeDown };
