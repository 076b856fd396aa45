import { matching, type Files, type Rule } from "./repository";

/** The planner costs nothing, which the prices have to know. */
const MAY_KNOW = /^lib\/(providers\/llm\/|metering\/spending\/prices\.ts$)/;
const KNOWS = [
  /from "[^"]*\/llm\/offline\/[^"]*"/,
  /(===|!==)\s*(OFFLINE_PLANNER|"offline planner"|"offline-planner)/,
  /\bif \(\s*!?\w*\.?(isOffline|offline)\b/i,
];

const plannersElsewhere = (files: Files): string[] =>
  matching(files, /^(lib|workers)\/.*\.ts$/)
    .filter(([path]) => !MAY_KNOW.test(path))
    .filter(([, text]) => KNOWS.some((shape) => shape.test(text)))
    .map(([path]) => `${path}: treats the offline planner as something special — it is a model like any other`);

export const PLANNER_RULES: readonly Rule[] = [
  {
    name: "the offline planner is a model like any other: only its own provider knows it",
    find: plannersElsewhere,
    planted: { "lib/autopilot/chat/write-reply.ts": 'if (answeredBy.provider === "offline planner") return canned;' },
  },
];
