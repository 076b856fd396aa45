/** One line of the context: our words, and those of third parties apart from them. */
export type SeenLine = {
  /** Without references and without foreign text. */
  text: string;
  refs: string[];
  /** The words of third parties in the line: shown in quotes at most, and never read for what they ask. */
  quotes: { from: string; auth: string; text: string }[];
};
export type SeenSection = { key: string; title: string; lines: SeenLine[]; more: number };
export type SeenContext = { position: string; sections: readonly SeenSection[] };

const BLOCK = /⟦ctx ([^⟧]*)⟧\n([\s\S]*?)⟦\/ctx⟧/;
/** The tag at the end of a mark is the one at its beginning: a text cannot close a mark that it does not know. */
const FOREIGN = /⟦u:(\S+?)((?: [^⟧]*)?)⟧([\s\S]*?)⟦\/u:\1⟧/g;
const REF = /\s*\[([a-z]:[\w.-]{1,60})\]/g;
const NONE: SeenContext = { position: "", sections: [] };

const attribute = (attributes: string, name: string): string =>
  new RegExp(`\\b${name}=(\\S+)`).exec(attributes)?.[1] ?? "unknown";

/** The words between marks, and the text without them. */
export function splitForeign(text: string): { own: string; quotes: SeenLine["quotes"] } {
  const quotes = [...text.matchAll(FOREIGN)].map(([, , attributes = "", words = ""]) => ({
    from: attribute(attributes, "from"),
    auth: attribute(attributes, "auth"),
    text: words.trim(),
  }));
  const own = text.replaceAll(FOREIGN, "");
  // A mark that was never closed takes the rest with it.
  return { own: own.replace(/⟦u:[\s\S]*$/, "").trim(), quotes };
}

function toLine(line: string): SeenLine {
  const { own, quotes } = splitForeign(line);
  const refs = [...own.matchAll(REF)].map(([, ref = ""]) => ref);
  return { text: own.replaceAll(REF, "").trim(), refs, quotes };
}

/** The context block of a system text; empty where there is none. Blocks anywhere else, as in what a person or a mail wrote, are not looked for. */
export function readContext(system: string): SeenContext {
  const [, head = "", body = ""] = BLOCK.exec(system) ?? [];
  if (head === "") return NONE;
  const sections: SeenSection[] = [];
  for (const line of body.split("\n")) {
    const [, key = "", title = ""] = /^## (\S+) · (.*)$/.exec(line) ?? [];
    if (key !== "") sections.push({ key, title, lines: [], more: 0 });
    const at = sections.at(-1);
    if (at && line.startsWith("- ")) at.lines.push(toLine(line.slice(2)));
    const [, more = ""] = /^… ([\d,]+) more are not shown$/.exec(line) ?? [];
    if (at && more !== "") at.more = Number(more.replaceAll(",", ""));
  }
  return { position: /\bas_of=(\d+)/.exec(head)?.[1] ?? "", sections };
}

export const linesOf = ({ sections }: SeenContext, key: string): SeenLine[] =>
  sections.find((section) => section.key === key)?.lines ?? [];

/** A line as a sentence that names its sources. */
export function cite({ text, refs }: Pick<SeenLine, "text" | "refs">): string {
  const bare = text.replace(/[\s.;:]+$/, "");
  return `${bare}${refs.map((ref) => ` [${ref}]`).join("")}.`;
}
