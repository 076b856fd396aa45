"use strict";

const { once } = require("node:events");
const SMTPConnection = require("nodemailer/lib/smtp-connection");
const { compose } = require("./compose.js");
const { openMailRoute } = require("./mail-route.js");

const CONNECT_TIMEOUT_MS = 15_000;
const ANSWER_TIMEOUT_MS = 60_000;

/**
 * One SMTP connection for a lot, opened on first need and again after it broke. Neither `open` nor `send` throws: `send` answers what
 * certainly happened to one message, and `unknown` when its last byte went out and no answer came.
 * Once `cancelled` fires no message is handed over any more: one whose last byte is not out yet is broken off.
 */
class SmtpSession {
  #readCredential;
  #cancelled;
  #network;
  #connection = null;

  constructor(readCredential, cancelled = new AbortController().signal, network = {}) {
    this.#readCredential = readCredential;
    this.#cancelled = cancelled;
    this.#network = network;
  }

  /** Null once the server is ready for a message, else why no message can be handed over. */
  async open() {
    try {
      await this.#unlessCancelled(this.#connected());
      return null;
    } catch (error) {
      this.close();
      if (this.#cancelled.aborted) return { status: "not_sent", response: describe(error), lot: true };
      return { status: "server_unusable", response: describe(error), code: error.responseCode };
    }
  }

  async send(claim) {
    let message;
    try {
      message = compose(claim);
    } catch (error) {
      return { status: "refused", response: describe(error) };
    }
    const delivery = { bodySent: false };
    try {
      const work = this.#connected().then((connection) => deliver(connection, message, delivery));
      return { status: "sent", response: await this.#unlessCancelled(work, delivery) };
    } catch (error) {
      await this.#recover(error);
      return this.#outcomeOf(error, delivery);
    }
  }

  /** A refusal is told as it came: Greenlight decides whether it is about the recipient, the account or the moment. */
  #outcomeOf(error, { bodySent }) {
    const [response, code] = [describe(error), error.responseCode];
    if (code) return { status: "refused", response, code };
    if (bodySent) return { status: "unknown", response };
    if (this.#cancelled.aborted) return { status: "not_sent", response, lot: true };
    return { status: "server_unusable", response };
  }

  /** A message that went out whole cannot be recalled: then its answer is waited for. */
  #unlessCancelled(work, delivery = { bodySent: false }) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const breakOff = () => {
      if (delivery.bodySent) return;
      this.close();
      reject(new Error("The execution was stopped before this message was handed over."));
    };
    this.#cancelled.addEventListener("abort", breakOff);
    if (this.#cancelled.aborted) breakOff();
    work.then(resolve, reject);
    return promise.finally(() => this.#cancelled.removeEventListener("abort", breakOff));
  }

  close() {
    this.#connection?.close();
    this.#connection = null;
  }

  quit() {
    this.#connection?.quit();
    this.#connection = null;
  }

  async #connected() {
    if (this.#connection && !this.#connection._destroyed) return this.#connection;
    const credential = await this.#readCredential();
    const route = await openMailRoute(credential, { timeoutMs: CONNECT_TIMEOUT_MS, ...this.#network });
    if (this.#cancelled.aborted) {
      route.socket.destroy();
      throw new Error("The execution was stopped before this message.");
    }
    this.#connection = new SMTPConnection(connectionOptions(credential, route));
    await connect(this.#connection);
    const { user, password } = credential;
    if (!user && !password) return this.#connection;
    if (!this.#connection.allowsAuth) throw new Error("The mail server offers no login on this port.");
    await call((done) => this.#connection.login({ credentials: { user, pass: password } }, done));
    return this.#connection;
  }

  /** After a refusal the same connection can go on; after silence or a dropped line it cannot. */
  async #recover(error) {
    if (!error.responseCode || error.responseCode === 421) return this.close();
    await call((done) => this.#connection.reset(done)).catch(() => this.close());
  }
}

/** TLS is required unless the founder chose otherwise in words (`disableStartTls`) or the server is on this machine. */
function connectionOptions({ port, secure, disableStartTls, hostName }, { socket, name, onThisMachine }) {
  const plain = !secure && Boolean(disableStartTls);
  return {
    connection: socket,
    host: name,
    port: Number(port),
    secure: Boolean(secure),
    ignoreTLS: plain,
    requireTLS: !secure && !plain && !onThisMachine,
    ...(hostName ? { name: hostName } : {}),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  };
}

async function connect(connection) {
  const failed = once(connection, "error").then(([error]) => Promise.reject(error));
  connection.on("error", () => {}); // later errors reach the send that is waiting for its answer
  await Promise.race([call((done) => connection.connect(done)), failed]);
}

async function deliver(connection, message, delivery) {
  const body = message.createReadStream();
  body.once("end", () => (delivery.bodySent = true));
  const info = await call((done) => connection.send(message.getEnvelope(), body, done));
  return info.response;
}

function describe(error) {
  return String(error.response || error.message).slice(0, 500);
}

function call(run) {
  return new Promise((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value))));
}

module.exports = { SmtpSession };
