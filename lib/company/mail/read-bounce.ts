import { foldLine } from "./fold-text";
import type { ParsedMessage } from "./schemas";

/** `hard`: the mailbox does not exist. `soft`: not delivered for another reason. `delayed`: the server goes on trying. */
export type Bounce = { kind: "hard" | "soft" | "delayed"; recipients: string[]; words: string };

const NO_MAILBOX = /^5\.1\.(?:1|2|3|6|10)$/;
const SAYS_NO_MAILBOX =
  /no such (?:user|recipient|mailbox|person|address)|(?:user|recipient|mailbox|address|account)[^.]{0,20}(?:unknown|not found|does(?:n't| not) exist|no longer (?:exists|available|active))|unknown (?:user|recipient|mailbox|address)|address (?:couldn't|could not|wasn't) (?:be )?found|\b5\.1\.1\b|unbekannter? (?:empfanger|benutzer)|existiert nicht|n'existe pas|no existe|non esiste|bestaat niet|findes ikke/;
const SUBJECT =
  /undeliver|delivery (?:status|failure|failed|has failed|notification)|mail delivery|returned (?:mail|to sender)|failure notice|could not be delivered|not delivered|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|non remis|echec de (?:la )?(?:remise|distribution)|no se puede entregar|no entregado|mancata consegna|impossibile recapitare|onbestelbaar|kan niet worden (?:afgeleverd|bezorgd)|kunne ikke leveres|ikke leveret/;
const DELAYED =
  /\bdelayed\b|will (?:be )?retr|still being retried|verzoger|retarde|en attente|retrasad|ritard|vertraag|forsink/;
const MAILER = /^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon|bounces?(?:[+-].*)?|no-?reply-bounce)@/i;

/** The delivery failure that a message reports (RFC 3464, or in words only); null for any other message. */
export function readBounce(message: ParsedMessage): Bounce | null {
  if (message.delivery.length > 0) return byStatus(message);
  const subject = foldLine(message.subject);
  const isFromServer =
    MAILER.test(message.from?.address ?? "") ||
    message.headers.some(({ name, value }) => name === "return-path" && /^\s*<\s*>\s*$/.test(value));
  if (!isFromServer || !SUBJECT.test(subject)) return null;
  const text = foldLine(message.text.slice(0, 20_000));
  const failed = message.headers.filter(({ name }) => name === "x-failed-recipients").map(({ value }) => value);
  const named = [...text.matchAll(/final-recipient: ?rfc822; ?<?([^\s<>;]+@[^\s<>;]+)/g)].map(
    ([, address = ""]) => address,
  );
  const kind = DELAYED.test(subject) ? "delayed" : SAYS_NO_MAILBOX.test(text) ? "hard" : "soft";
  return {
    kind,
    recipients: [...failed, ...named].flatMap((list) => list.split(",")).map((one) => one.trim()),
    words: text.slice(0, 300),
  };
}

function byStatus({ delivery }: ParsedMessage): Bounce | null {
  const failed = delivery.filter(({ action }) => action === "failed");
  const shown = failed.length > 0 ? failed : delivery;
  const recipients = shown.flatMap(({ recipient }) => (recipient ? [recipient] : []));
  const words = shown
    .map(({ status, diagnostic }) => `${status} ${diagnostic}`.trim())
    .join("; ")
    .slice(0, 500);
  if (failed.length === 0) {
    return delivery.some(({ action }) => action === "delayed") ? { kind: "delayed", recipients, words } : null;
  }
  const isHard = failed.some(
    ({ status, diagnostic }) =>
      NO_MAILBOX.test(status) || (/^5\.(?:0|1)\.0$/.test(status) && SAYS_NO_MAILBOX.test(foldLine(diagnostic))),
  );
  return { kind: isHard ? "hard" : "soft", recipients, words };
}
