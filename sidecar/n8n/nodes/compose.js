"use strict";

const MailComposer = require("nodemailer/lib/mail-composer");

/** A claimed email as a MIME message. Throws unless it has a sender and exactly one recipient. */
function compose(claim) {
  const composer = new MailComposer({
    from: { name: claim.from_name || "", address: claim.from },
    to: { name: claim.to_name || "", address: claim.to },
    replyTo: claim.reply_to || undefined,
    subject: claim.subject,
    text: claim.text,
    html: claim.html || undefined,
    messageId: claim.message_id,
    headers: Object.fromEntries(Object.entries(claim.headers ?? {}).map(([name, value]) => [name, asIs(value)])),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  const envelope = message.getEnvelope();
  if (!envelope.from || envelope.to.length !== 1) {
    throw new Error("A message needs a sender and exactly one recipient.");
  }
  return message;
}

/** Not folded, because mail clients read a long List-Unsubscribe link as a whole; a line break cannot begin another header. */
function asIs(value) {
  return { prepared: true, value: String(value).replace(/[\r\n]+/g, " ") };
}

module.exports = { compose };
