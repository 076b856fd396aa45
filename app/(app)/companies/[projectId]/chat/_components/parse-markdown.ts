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

const INLINE =
  /\*\*(?<strong>[^*\n]+)\*\*|(?<![\w*])\*(?<em>[^*\n]+)\*(?![\w*])|`(?<code>[^`\n]+)`|!?\[(?<label>[^\]\n]*)\]\((?<href>[^)\s]+)[^)\n]*\)|\[(?<ref>[a-z]:[\w.-]{1,60})\]/;

/** A path of this product, or null: a model's link leads nowhere else, and nothing is fetched for it. */
function ownPath(href: string, origin: string): string | null {
  if (!URL.canParse(href, origin)) return null;
  const url = new URL(href, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : null;
}

function inline(text: string, origin: string): Inline[] {
  const match = INLINE.exec(text);
  if (!match?.groups) return text === "" ? [] : [{ type: "text", text }];
  const { strong, em, code, label = "", href, ref } = match.groups;
  const parts: Inline[] = [];
  const before = text.slice(0, match.index);
  if (before !== "") parts.push({ type: "text", text: before });
  if (strong !== undefined) parts.push({ type: "strong", children: inline(strong, origin) });
  else if (em !== undefined) parts.push({ type: "em", children: inline(em, origin) });
  else if (code !== undefined) parts.push({ type: "code", text: code });
  else if (ref !== undefined) parts.push({ type: "ref", ref });
  else if (href !== undefined) parts.push(linkOf({ label, href, origin, isImage: match[0].startsWith("!") }));
  return [...parts, ...inline(text.slice(match.index + match[0].length), origin)];
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
