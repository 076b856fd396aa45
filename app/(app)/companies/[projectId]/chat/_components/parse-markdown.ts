export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "em"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; text: string; href: string }
  | { type: "ref"; ref: string };

export type Block =
  | { type: "paragraph" | "heading"; lines: Inline[][] }
  | { type: "list"; ordered: boolean; items: Inline[][] }
  | { type: "code"; text: string };

/** Each part has a longest length, so that a long text of unclosed marks is read in time that grows with it alone. */
const INLINE =
  /\*\*(?<strong>[^*\n]{1,2000})\*\*|(?<![\w*])\*(?<em>[^*\n]{1,2000})\*(?![\w*])|`(?<code>[^`\n]{1,2000})`|!?\[(?<label>[^\]\n]{0,300})\]\((?<href>[^)\s]{1,1000})(?:[ \t][^)\n]{0,300})?\)|\[(?<ref>[a-z]:[\w.-]{1,60})\]/g;

/** A path of this product, or null: a model's link leads nowhere else, and nothing is fetched for it. */
function ownPath(href: string, origin: string): string | null {
  if (!URL.canParse(href, origin)) return null;
  const url = new URL(href, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // A path that begins with two slashes would be read as another host.
  const isOwn = url.origin === origin && path.startsWith("/") && new URL(path, origin).origin === origin;
  return isOwn ? path : null;
}

function inline(text: string, origin: string): Inline[] {
  const parts: Inline[] = [];
  let read = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > read) parts.push({ type: "text", text: text.slice(read, match.index) });
    parts.push(partOf(match, origin));
    read = match.index + match[0].length;
  }
  if (read < text.length) parts.push({ type: "text", text: text.slice(read) });
  return parts;
}

function partOf(match: RegExpExecArray, origin: string): Inline {
  const { strong, em, code, label = "", href, ref } = match.groups ?? {};
  if (strong !== undefined) return { type: "strong", children: inline(strong, origin) };
  if (em !== undefined) return { type: "em", children: inline(em, origin) };
  if (code !== undefined) return { type: "code", text: code };
  if (ref !== undefined) return { type: "ref", ref };
  if (href !== undefined) return linkOf({ label, href, origin, isImage: match[0].startsWith("!") });
  return { type: "text", text: match[0] };
}

function linkOf({
  label,
  href,
  origin,
  isImage,
}: Record<"label" | "href" | "origin", string> & { isImage: boolean }): Inline {
  const path = isImage ? null : ownPath(href, origin);
  return path === null
    ? { type: "text", text: `${label} (${href})` }
    : { type: "link", text: label || path, href: path };
}

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

/**
 * The little Markdown that a reply may use, as data: paragraphs, headings, lists, code, bold, italics, links to this product, references.
 * HTML, images and links elsewhere stay the text that they are.
 */
export function parseMarkdown(text: string, origin: string): Block[] {
  const blocks: Block[] = [];
  for (const [index, part] of text.split(/^```[^\n]*$/m).entries()) {
    if (index % 2 === 1) blocks.push({ type: "code", text: part.replace(/^\n|\n$/g, "") });
    else for (const piece of part.split(/\n\s*\n/)) blocks.push(...blocksOf(piece, origin));
  }
  return blocks;
}

function blocksOf(piece: string, origin: string): Block[] {
  const blocks: Block[] = [];
  for (const line of piece.split("\n").filter((each) => each.trim() !== "")) {
    const last = blocks.at(-1);
    const [, number, item] = ITEM.exec(line) ?? [];
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (item !== undefined) {
      const ordered = number !== undefined;
      if (last?.type === "list" && last.ordered === ordered) last.items.push(inline(item, origin));
      else blocks.push({ type: "list", ordered, items: [inline(item, origin)] });
    } else if (heading !== undefined) blocks.push({ type: "heading", lines: [inline(heading, origin)] });
    else if (last?.type === "paragraph") last.lines.push(inline(line, origin));
    else blocks.push({ type: "paragraph", lines: [inline(line, origin)] });
  }
  return blocks;
}
