import { isCode, matching, type Files, type Rule } from "./repository";

/** A sentence with one of these as its subject hides who acts. A question may ask for them. */
const RIDDLE = /(?:^|[.!?] )(?:nobody|whoever|who|somebody|everybody|anybody|what|whatever)\b[^.!?]*(?:[.!?]|$)/gi;
const BLOCK_COMMENT = /\/\*\*?([\s\S]*?)\*\//g;
const LINE_COMMENTS = /(?:^[ \t]*\/\/.*\n?)+/gm;
const TRAILING_COMMENT = /[;,{)\]] \/\/ (.*)$/gm;
const TEST_TITLE = /\b(?:test|it|describe)(?:\.\w+(?:<[^(]*>)?(?:\([^)]*\))?)?\(\s*["`]((?:[^"`\\]|\\.)+)["`]/g;
/** Text of a screen: a string or JSX text that begins with a capital and holds several words. */
const SCREEN_TEXT = /["`>]\s*([A-Z][^"`<>{}]* [^"`<>{}]+)/g;

const oneLine = (text: string): string => text.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ").trim();
const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => oneLine(match[1] ?? match[0].replace(/^\s*\/\//, "")));

function textsOf(path: string, text: string): string[] {
  if (path.endsWith(".md")) return text.split(/\n\s*\n|\n[-|#*]/).map(oneLine);
  const code = text.replace(BLOCK_COMMENT, "");
  const shown = /^(app|lib)\//.test(path) ? found(code.replace(/\/\/.*$/gm, ""), SCREEN_TEXT) : [];
  const comments = [BLOCK_COMMENT, LINE_COMMENTS, TRAILING_COMMENT].flatMap((pattern) => found(text, pattern));
  return [...comments, ...found(code, TEST_TITLE), ...shown];
}

function riddles(files: Files): string[] {
  return matching(files, /\.(tsx?|mjs|js|md)$/).flatMap(([path, text]) => {
    if (!isCode(path) && !path.endsWith(".md")) return [];
    const sentences = textsOf(path, text).flatMap((one) => [...one.matchAll(RIDDLE)].map(([sentence]) => sentence));
    return sentences
      .filter((sentence) => !sentence.endsWith("?"))
      .map((sentence) => `${path}: "${sentence.replace(/^[.!?] /, "")}" — name the subject that acts`);
  });
}

const NAME = "sentences, names and test titles name their subject";
/** The first letter is put in here, so that this file keeps the rule. */
const withLetter = (letter: string, text: string): string => text.replace("_", letter);

export const LANGUAGE_RULES: readonly Rule[] = [
  {
    name: `${NAME}: comments`,
    find: riddles,
    planted: { "lib/x.ts": withLetter("W", "/** Reads it. _hoever asks is told. */") },
  },
  {
    name: `${NAME}: line comments`,
    find: riddles,
    planted: { "lib/x.ts": withLetter("W", "// _hat waits is\n// bounded.\nrun();") },
  },
  {
    name: `${NAME}: test titles`,
    find: riddles,
    planted: { "tests/x.test.ts": withLetter("n", 'test("_obody may enter", run);') },
  },
  {
    name: `${NAME}: screens`,
    find: riddles,
    planted: { "app/x.tsx": withLetter("W", "<p>_ho replies gets no email.</p>") },
  },
  {
    name: `${NAME}: documents`,
    find: riddles,
    planted: { "README.md": withLetter("W", "Start it.\n\n_hat is not set is built in.") },
  },
];
