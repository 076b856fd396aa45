import { matching, type Files, type Rule } from "./repository";

const LINTER = "wording/lint-text";
/** Each judges a model's words, or a packet's fields, before they are stored. */
const JUDGES: Readonly<Record<string, RegExp>> = {
  "lib/autopilot/chat/generate-reply.ts": /import \{ ReplyDraft \} from "\.\/reply-draft"/,
  "lib/autopilot/chat/reply-draft.ts": new RegExp(`${LINTER}"[\\s\\S]*\\blintText\\(`),
  "lib/autopilot/nightshift/word-night.ts": new RegExp(`${LINTER}"[\\s\\S]*\\blintText\\(`),
  "lib/autopilot/plan/generate-packet.ts": /\bjudgeAnswer\(/,
};
/** They only hand on what a model said, or say which models there are. */
const HANDS_ON: ReadonlySet<string> = new Set([
  "lib/autopilot/models/ask-for-object.ts",
  "lib/autopilot/models/stream-reply.ts",
  "lib/metering/spending/list-model-prices.ts",
]);
/** Workflows write drafts with it, which a member approves by their exact bytes. */
const GATEWAY = /^lib\/metering\/llm-gateway\//;
const ASKS = /import (?!type )[^;]*?(?:askForObject|streamReply|languageModel|toolModel)\b[^;]*? from "@\/lib\/[^"]+";/;
/** Our words about them, which no model writes. */
const SHOWS = /from "@\/lib\/(?:foundation\/notifications\/notify|providers\/mail\/select)"/;

const unjudged = (files: Files): string[] =>
  matching(files, /^(lib|app|workers)\/.*\.tsx?$/)
    .filter(([path, text]) => ASKS.test(text) && !HANDS_ON.has(path) && !GATEWAY.test(path))
    .filter(([path, text]) => JUDGES[path]?.test(text) !== true)
    .map(([path]) => `${path}: asks a model, and does not give its words to the linter`);

const unlinted = (files: Files): string[] =>
  Object.entries(JUDGES).flatMap(([path, judges]) => {
    const text = files.get(path);
    return text === undefined || judges.test(text) ? [] : [`${path}: no longer judges the words of a model`];
  });

const shown = (files: Files): string[] =>
  matching(files, /^lib\/autopilot\/.*\.ts$/)
    .filter(([, text]) => ASKS.test(text) && SHOWS.test(text))
    .map(([path]) => `${path}: asks a model and writes an email or a notification in one place`);

export const WORDING_RULES: readonly Rule[] = [
  {
    name: "no words of a model reach a screen, an email or a notification but through a linter",
    find: (files) => [...unjudged(files), ...unlinted(files), ...shown(files)],
    planted: {
      "lib/autopilot/nightshift/write-subject.ts":
        'import { askForObject } from "@/lib/autopilot/models/ask-for-object";\nexport const subject = askForObject;',
    },
  },
];
