import { redactText } from "@/lib/platform/redact";
import { DOTS, oneLine } from "@/lib/platform/text";

/** Longer texts are cut before anything else is done with them. */
const READ_AT_MOST = 20_000;
const HIDDEN_BLOCKS = /<(script|style|template|head|title|noscript|svg)\b[^<>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const HIDDEN_BY_STYLE =
  /<(\w+)\b[^<>]*(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]))[^<>]*>[\s\S]*?<\/\1\s*>/gi;
const LINK = /<a\b[^<>]*?\bhref\s*=\s*["']?([^"'\s<>]+)[^<>]*>/gi;
const MARKDOWN_LINK = /!?\[([^\]\n]{0,300})\]\(\s*<?(\w+:[^)\s>]+)[^)\n]*\)/g;
/** A masked secret, `•••a1B2`: its last letters are for the person who knows it. */
const MASKED_END = new RegExp(`${DOTS}(?!@)[^\\s)”"]+`, "gu");
const URL_SHAPE = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'“”`()]+/gi;

/** Host and path, without scheme and login: the host that the link really leads to, and nothing that a screen makes clickable. */
function plainLink(url: string): string {
  if (!URL.canParse(url)) return url.replace(/^\w+:\/*/, "");
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname === "/" ? "" : pathname}${search}`;
}

/**
 * A text without what a reader does not see or would take for ours: hidden HTML, invisible and turning characters, tag characters, marks,
 * references, links, secrets and their masked ends. On one line.
 */
export function cleanText(text: string): string {
  const shown = text
    .slice(0, READ_AT_MOST)
    .replace(HIDDEN_BLOCKS, " ")
    .replace(HIDDEN_BY_STYLE, " ")
    .replace(LINK, " $1 ")
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(MARKDOWN_LINK, "$1 $2");
  const visible = shown
    .normalize("NFC")
    .replace(/(?![\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Co}\p{Cn}\u2800]/gu, "");
  return redactText(oneLine(visible.replace(URL_SHAPE, plainLink)))
    .replace(MASKED_END, DOTS)
    .replaceAll("⟦", "[[")
    .replaceAll("⟧", "]]")
    .replace(/\[(?=\w:)/g, "(");
}
