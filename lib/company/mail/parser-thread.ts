import { parentPort } from "node:worker_threads";
import { convert } from "html-to-text";
import { simpleParser, type AddressObject, type ParsedMail } from "mailparser";
import type { DeliveryStatus, Header, ParsedMessage } from "./schemas";

/** Runs in a thread of its own (`parse-message.ts`), which ends it when a message takes too long. Node reads this file as it is. */
export type ParserTask = { id: number } & ({ raw: Uint8Array; contents?: boolean } | { html: string });
export type ParserAnswer = { id: number } & ({ message: ParsedMessage } | { text: string } | { failure: string });

const MAX_HTML = 1_000_000;
const MAX_TEXT = 500_000;
const MAX_HEADERS = 500;
const MAX_HEADER = 4_000;
const MAX_ATTACHMENTS = 50;
/** As much of a report as is searched for the returned message's id and the delivery status. */
const MAX_REPORT = 512 * 1024;

/** Hidden text decides nothing: it is not what the person wrote. Quotations get marks; links and images no text of their own. */
const HIDDEN = [
  '[style*="display:none"]',
  '[style*="visibility:hidden"]',
  '[style*="font-size:0"]',
  '[style*="opacity:0"]',
  '[style*="max-height:0"]',
  '[style*="mso-hide:all"]',
  "[hidden]",
  "head",
  "script",
  "style",
  "title",
  "template",
  "img",
];

function textOf(html: string): string {
  const plain = html
    .slice(0, MAX_HTML)
    .replace(
      /\b(display|visibility|font-size|opacity|max-height|mso-hide)\s*:\s*/gi,
      (_, name: string) => `${name.toLowerCase()}:`,
    )
    .replace(/\b(display:)(none)|\b(visibility:)(hidden)/gi, (match) => match.toLowerCase());
  return convert(plain, {
    wordwrap: false,
    limits: { maxInputLength: MAX_HTML, maxDepth: 200, maxChildNodes: 20_000 },
    selectors: [
      ...HIDDEN.map((selector) => ({ selector, format: "skip" })),
      { selector: "a", options: { ignoreHref: true } },
      { selector: "blockquote", format: "blockquote" },
      { selector: "h1", options: { uppercase: false } },
      { selector: "h2", options: { uppercase: false } },
      { selector: "table", format: "block" },
    ],
  });
}

const idsIn = (value: string | string[] | undefined): string[] =>
  [value ?? []]
    .flat()
    .flatMap((text) => text.match(/<[^<>\s]{1,500}>/g) ?? [])
    .slice(0, 200);

const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

function headersOf(mail: ParsedMail): Header[] {
  return mail.headerLines.slice(0, MAX_HEADERS).map(({ key, line }) => ({
    name: key,
    value: clean(
      line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n[ \t]+/g, " ")
        .trim()
        .slice(0, MAX_HEADER),
    ),
  }));
}

function senderOf(from: AddressObject | undefined): ParsedMessage["from"] {
  const [first] = (from?.value ?? []).flatMap((one) => one.group ?? [one]);
  return first?.address ? { address: clean(first.address), name: clean(first.name ?? "") } : null;
}

/** The fields of each recipient in the part message/delivery-status. */
function deliveryIn(report: string): DeliveryStatus[] {
  const start = report.search(/^content-type:\s*message\/(?:global-)?delivery-status/im);
  if (start === -1) return [];
  const part = report.slice(start).replace(/\r\n/g, "\n");
  const body = part.slice(part.indexOf("\n\n") + 2);
  const end = body.search(/^--/m);
  return (end === -1 ? body : body.slice(0, end)).split(/\n\s*\n/).flatMap((block) => {
    const field = (name: string): string =>
      new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t].*)*)`, "im")
        .exec(block)?.[1]
        ?.replace(/\n[ \t]+/g, " ")
        .trim() ?? "";
    const action = field("action").toLowerCase();
    if (action === "") return [];
    const recipient = (field("final-recipient") || field("original-recipient")).replace(/^[\w-]+;\s*/, "");
    return [
      {
        recipient: clean(recipient).replace(/^<|>$/g, "") || null,
        action,
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(field("status"))?.[0] ?? "",
        diagnostic: clean(field("diagnostic-code").slice(0, 500)),
      },
    ];
  });
}

function returnedIn(report: string, own: string): string[] {
  const body = report.slice(report.search(/\r?\n\r?\n/));
  const found = [...body.matchAll(/^(?:message-id|x-original-message-id):\s*(<[^<>\s]{1,500}>)/gim)];
  return [...new Set(found.map(([, id = ""]) => clean(id)))].filter((id) => id !== own).slice(0, 20);
}

async function parse(raw: Uint8Array, contents = false): Promise<ParsedMessage> {
  const mail = await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: MAX_HTML,
  });
  const report = Buffer.from(raw.subarray(0, MAX_REPORT)).toString("latin1");
  const messageId = clean(mail.messageId ?? "").slice(0, 1_000);
  const plain = mail.text?.trim() ? mail.text : textOf(typeof mail.html === "string" ? mail.html : "");
  const date = mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : null;
  return {
    from: senderOf(mail.from),
    subject: clean(mail.subject ?? "").slice(0, 1_000),
    text: clean(plain).slice(0, MAX_TEXT),
    html: typeof mail.html === "string" ? clean(mail.html.slice(0, MAX_HTML)) : null,
    headers: headersOf(mail),
    messageId,
    inReplyTo: idsIn(mail.inReplyTo),
    references: idsIn(mail.references),
    date,
    attachments: mail.attachments.slice(0, MAX_ATTACHMENTS).map(({ filename, contentType, size, content }) => ({
      name: clean(filename ?? "").slice(0, 200),
      type: clean(contentType).slice(0, 100),
      bytes: size,
      ...(contents && { content: new Uint8Array(content) }),
    })),
    delivery: deliveryIn(report),
    returned: returnedIn(report, messageId),
    problem: null,
  };
}

const answer = async (task: ParserTask): Promise<ParserAnswer> => {
  try {
    return "raw" in task
      ? { id: task.id, message: await parse(task.raw, task.contents) }
      : { id: task.id, text: clean(textOf(task.html)).slice(0, MAX_TEXT) };
  } catch (error) {
    return { id: task.id, failure: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on("message", (task: ParserTask) => {
  void answer(task).then((result) => parentPort?.postMessage(result));
});
