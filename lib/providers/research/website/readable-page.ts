import { Parser } from "htmlparser2";
import { dayOf } from "../port";

export type ReadablePage = {
  text: string;
  date: string | null;
  /** Its links with their words, as written, at most 300. */
  links: { href: string; words: string }[];
};

const SILENT = new Set(["script", "style", "noscript", "template", "svg", "iframe", "select", "head"]);
const INLINE = new Set(["a", "b", "i", "em", "strong", "span", "u", "small", "mark", "abbr", "code", "sup", "sub"]);
const MOST_CHARACTERS = 60_000;
const MOST_LINKS = 300;
/** The parser's work grows with the square of the depth. A page that people made is some 50 deep. */
const MAX_DEPTH = 200;
const CHUNK = 4_096;

/** The words of a page that a reader sees, in one pass and without building a tree. Never throws. */
export function readablePage(html: string): ReadablePage {
  const page: ReadablePage = { text: "", date: null, links: [] };
  const silent: string[] = [];
  let link: { href: string; words: string } | null = null;
  let depth = 0;
  const parser = new Parser({
    onopentag(tag, attributes) {
      depth += 1;
      if (tag === "meta" && attributes["property"] === "article:published_time")
        page.date ??= dayOf(attributes["content"]);
      if (SILENT.has(tag) || attributes["hidden"] !== undefined || silent.at(-1) === tag) silent.push(tag);
      if (!INLINE.has(tag)) page.text += " ";
      if (tag === "a" && attributes["href"] && page.links.length < MOST_LINKS) {
        link = { href: attributes["href"], words: "" };
        page.links.push(link);
      }
    },
    ontext(text) {
      if (silent.length > 0 || page.text.length > MOST_CHARACTERS) return;
      page.text += text;
      if (link && link.words.length < 200) link.words += text;
    },
    onclosetag(tag) {
      depth -= 1;
      if (silent.at(-1) === tag) silent.pop();
      if (!INLINE.has(tag)) page.text += " ";
      if (tag === "a") link = null;
    },
  });
  const over = (): boolean => depth >= MAX_DEPTH || page.text.length > MOST_CHARACTERS;
  for (let at = 0; at < html.length && !over(); at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  if (!over()) parser.end();
  return page;
}
