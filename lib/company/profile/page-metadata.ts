import { Parser } from "htmlparser2";

/** The contents of a page's head, each once, as written. */
export type PageMetadata = {
  /** The first title of the document; null: it has none. */
  title: string | null;
  /** The base of relative addresses, as written. */
  base: string | null;
  language: string | null;
  /** By lower-case name or property; the first of each. */
  meta: ReadonlyMap<string, string>;
  icons: readonly Icon[];
  /** The JSON-LD blocks that are JSON. */
  data: readonly unknown[];
};
export type Icon = { href: string; touch: boolean; size: number };

const MAX_JSON = 512 * 1024;
const MAX_BLOCKS = 20;
const MAX_META = 200;
const MAX_ICONS = 20;
const MAX_TITLE = 2_000;
/** The parser's work grows with the square of the depth. A page that people made is some 50 deep. */
const MAX_DEPTH = 200;
const CHUNK = 4_096;

type Found = {
  title: string | null;
  base: string | null;
  language: string | null;
  meta: Map<string, string>;
  icons: Icon[];
  blocks: string[];
};
/** Whose text is being collected. */
type Open = { tag: "title" | "script"; text: string } | null;

/** Reads the head of a page, however broken: in one pass, without building a tree, no more of anything than the limits above, and as far as it is not too deep. */
export function readPageMetadata(html: string): PageMetadata {
  const found: Found = { title: null, base: null, language: null, meta: new Map(), icons: [], blocks: [] };
  let open: Open = null;
  /** A drawing has titles of its own. */
  let drawings = 0;
  let depth = 0;
  const parser = new Parser({
    onopentag(tag, attributes) {
      depth += 1;
      if (tag === "svg") drawings += 1;
      else if (tag === "title" && drawings === 0 && found.title === null) open = { tag, text: "" };
      else if (tag === "script" && isJsonLd(attributes) && found.blocks.length < MAX_BLOCKS) open = { tag, text: "" };
      else noteTag(found, tag, attributes);
    },
    ontext(text) {
      if (open && open.text.length <= MAX_JSON) open.text += text;
    },
    onclosetag(tag) {
      depth -= 1;
      if (tag === "svg" && drawings > 0) drawings -= 1;
      if (open?.tag !== tag) return;
      if (open.tag === "title") found.title = open.text.slice(0, MAX_TITLE);
      else found.blocks.push(open.text);
      open = null;
    },
  });
  for (let at = 0; at < html.length && depth < MAX_DEPTH; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  if (depth < MAX_DEPTH) parser.end();
  const { blocks, ...metadata } = found;
  return { ...metadata, data: blocks.flatMap(readJson) };
}

const isJsonLd = ({ type = "" }: Record<string, string>): boolean => /^\s*application\/ld\+json\b/i.test(type);

function noteTag(found: Found, tag: string, attributes: Record<string, string>): void {
  const { content, href, lang, rel = "" } = attributes;
  if (tag === "meta" && content !== undefined) {
    const name = (attributes["property"] ?? attributes["name"] ?? "").trim().toLowerCase();
    if (name !== "" && !found.meta.has(name) && found.meta.size < MAX_META) found.meta.set(name, content);
  }
  if (tag === "html" && lang) found.language ??= lang;
  if (tag === "base" && href) found.base ??= href;
  const kinds = rel.toLowerCase().split(/\s+/);
  if (tag === "link" && href && kinds.some((kind) => ICONS.has(kind)) && found.icons.length < MAX_ICONS) {
    const size = Number(/^(\d{1,4})x/i.exec(attributes["sizes"] ?? "")?.[1] ?? 0);
    found.icons.push({ href, touch: kinds.some((kind) => kind.startsWith("apple-touch-icon")), size });
  }
}

const ICONS: ReadonlySet<string> = new Set(["icon", "apple-touch-icon", "apple-touch-icon-precomposed"]);

function readJson(block: string): unknown[] {
  if (block.length > MAX_JSON) return [];
  try {
    return [JSON.parse(block)];
  } catch {
    return []; // a page's mistake: its other sources are read
  }
}
