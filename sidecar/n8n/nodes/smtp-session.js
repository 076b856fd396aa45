"use strict";

const { once } = require("node:events");
const MailComposer = require("nodemailer/lib/mail-composer");
const SMTPConnection = require("nodemailer/lib/smtp-connection");
const { openMailRoute } = require("./mail-route.js");

const CONNECT_TIMEOUT_MS = 15_000;
const ANSWER_TIMEOUT_MS = 60_000;

/**
 * One SMTP connection for a batch, opened on first need and again after it broke.
 * `send` never throws: it answers what certainly happened to one message, and `unknown` when nobody can tell.
 * Once `cancelled` fires no message is handed over any more: one whose last byte is not out yet is broken off.
 */
class SmtpSession {
  #credential;
  #cancelled;
  #network;
  #connection = null;

  constructor(credential, cancelled = new AbortController().signal, network = {}) {
    this.#credential = credential;
    this.#cancelled = cancelled;
    this.#network = network;
  }

  async send(readMail) {
    let message;
    let connection;
    try {
      message = compose(readMail());
    } catch (error) {
      return { outcome: "failed", detail: describe(error), serverUnusable: false };
    }
    try {
      connection = await this.#unlessCancelled(this.#connected());
    } catch (error) {
      this.close();
      return { outcome: "failed", detail: describe(error), serverUnusable: true };
    }
    const delivery = { bodySent: false };
    try {
      const detail = await this.#unlessCancelled(deliver(connection, message, delivery), delivery);
      return { outcome: "sent", detail, serverUnusable: false };
    } catch (error) {
      await this.#recover(error);
      return { outcome: outcomeOf(error, delivery), detail: describe(error), serverUnusable: false };
    }
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
    const route = await openMailRoute(this.#credential, { timeoutMs: CONNECT_TIMEOUT_MS, ...this.#network });
    if (this.#cancelled.aborted) {
      route.socket.destroy();
      throw new Error("The execution was stopped before this message.");
    }
    this.#connection = new SMTPConnection(connectionOptions(this.#credential, route));
    await connect(this.#connection);
    const { user, password } = this.#credential;
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

function compose({ from, to, subject, text, html, messageId, listUnsubscribe, listUnsubscribePost }) {
  const headers = {
    ...(listUnsubscribe ? { "List-Unsubscribe": asIs(listUnsubscribe) } : {}),
    ...(listUnsubscribePost ? { "List-Unsubscribe-Post": asIs(listUnsubscribePost) } : {}),
  };
  const access = { disableFileAccess: true, disableUrlAccess: true };
  const composer = new MailComposer({
    from,
    to,
    subject,
    text,
    html: html || undefined,
    messageId,
    headers,
    ...access,
  });
  const message = composer.compile();
  const envelope = message.getEnvelope();
  if (!envelope.from || envelope.to.length !== 1)
    throw new Error("A message needs a sender and exactly one recipient.");
  return message;
}

function asIs(value) {
  return { prepared: true, value: value.replace(/[\r\n]+/g, " ") };
}

/**
 * `refused` only when the server refused this recipient for good. A policy answer (5.7.x), a bad sender, a login problem
 * or a refused content says nothing about the recipient: `failed`. No answer after the whole body went out: `unknown`.
 */
function outcomeOf(error, { bodySent }) {
  const code = error.responseCode;
  if (!code) return bodySent ? "unknown" : "failed";
  const aboutRecipient = error.command === "RCPT TO" && [550, 551, 552, 553, 554, 556].includes(code);
  return aboutRecipient && !/\b5\.[37]\.\d+\b/.test(error.response ?? "") ? "refused" : "failed";
}

function describe(error) {
  return String(error.response || error.message).slice(0, 500);
}

function call(run) {
  return new Promise((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value))));
}

module.exports = { SmtpSession };
