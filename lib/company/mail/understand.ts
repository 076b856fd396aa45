import type { MailClass } from "./schemas";
import { da } from "./words/da";
import { de } from "./words/de";
import { en } from "./words/en";
import { es } from "./words/es";
import { fr } from "./words/fr";
import { it } from "./words/it";
import { nl } from "./words/nl";
import type { Words } from "./words/words";

const LANGUAGES: Record<string, { words: Words; frequent: ReadonlySet<string> }> = {
  en: {
    words: en,
    frequent: new Set(
      "the and to you your of for is are we i my me please not this that with have it do in on from would be but us our can could let's how what no yes was there here".split(
        " ",
      ),
    ),
  },
  de: {
    words: de,
    frequent: new Set(
      "der die das und ich sie wir nicht ist mit bitte ihre ihr ihren mich uns zu den von auf fur keine haben mir es ein eine im aus das sind wie was kann konnen so dem wird nach".split(
        " ",
      ),
    ),
  },
  fr: {
    words: fr,
    frequent: new Set(
      "le la les et je vous nous ne pas de des est votre merci pour une un plus en vos mes que moi du au mon ma nos ce cela est-ce dans sur par suis c'est".split(
        " ",
      ),
    ),
  },
  es: {
    words: es,
    frequent: new Set(
      "el la los y no de que por favor me su sus gracias para un una en con mi es mas nos lo del al se como ya estoy esto este esta".split(
        " ",
      ),
    ),
  },
  nl: {
    words: nl,
    frequent: new Set(
      "de het een en ik u je niet van is met voor wij we geen graag op uw dit mij te bent deze ons aan bij maar wat hoe kunt uit".split(
        " ",
      ),
    ),
  },
  it: {
    words: it,
    frequent: new Set(
      "il la di che non per mi e un una grazie vostra vostre in con sono le i del dalla piu ci vostri al da dei questa questo come sua suo della mio".split(
        " ",
      ),
    ),
  },
  da: {
    words: da,
    frequent: new Set(
      "jeg og ikke det er en at til fra vi i du den med mig tak venligst jeres har pa os af men kan hvad hvordan min mit mine din vil som".split(
        " ",
      ),
    ),
  },
};

/** `class` is null where the words decide nothing. `isCertain`: the wish is meant for us beyond doubt. */
export type Meaning = {
  class: Extract<MailClass, "interested" | "not_interested" | "not_now" | "wrong_person" | "opt_out"> | null;
  isCertain: boolean;
  isInterested: boolean;
  isAway: boolean;
  isMachine: boolean;
  why: string;
};

/** The languages of a text; all where too little of it tells. */
function languagesOf(text: string): Words[] {
  const counts = new Map(Object.keys(LANGUAGES).map((language) => [language, 0]));
  for (const word of text.slice(0, 3_000).match(/[a-z']+/g) ?? []) {
    for (const [language, { frequent }] of Object.entries(LANGUAGES)) {
      if (frequent.has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const most = Math.max(...counts.values());
  return Object.entries(LANGUAGES).flatMap(([language, { words }]) =>
    most < 2 || words === en || (counts.get(language) ?? 0) * 2 >= most ? [words] : [],
  );
}

type Field = Exclude<keyof Words, "leaveAlone">;

/** Reads a text and a subject, both folded, by the signs of their language. */
export function understand(text: string, subject: string): Meaning {
  const line = text.replace(/\s+/g, " ").trim();
  const languages = languagesOf(line);
  const has = (field: Field, where = line): boolean =>
    languages.some((words) => words[field].some((sign) => sign.test(where)));
  const isAlone = [...text.split(/\n|(?<=[.!?]) /), subject].some((part) => isLeaveAlone(part));
  const isInterested = has("interested", withoutRefusals(line, languages));
  const found = { isInterested, isAway: has("away"), isMachine: has("machine"), isCertain: true };

  if (isAlone || has("leave") || has("leave", subject)) {
    return { ...found, class: "opt_out", why: "The person asks for no more email." };
  }
  if (has("leaveUnlessInterested")) {
    if (!isInterested)
      return { ...found, isCertain: false, class: "opt_out", why: "The person asks for no more email." };
    return { ...found, class: null, why: "The words may ask for no more email, and show interest too." };
  }
  if (has("doubtful") && !isInterested) {
    return { ...found, class: null, why: "The words may ask for no more email." };
  }
  return { ...found, ...ofAnswer(has, isInterested) };
}

function ofAnswer(has: (field: Field) => boolean, isInterested: boolean): Pick<Meaning, "class" | "why"> {
  if (has("wrongPerson")) return { class: "wrong_person", why: "Another person is responsible." };
  if (has("notNow")) return { class: "not_now", why: "The person says: not now." };
  if (has("notInterested")) {
    if (isInterested) return { class: null, why: "The words show interest and refusal." };
    return { class: "not_interested", why: "The person is not interested." };
  }
  if (isInterested) return { class: "interested", why: "The words show interest." };
  return { class: null, why: "The words do not tell." };
}

const isLeaveAlone = (part: string): boolean => {
  const trimmed = part.replace(/^[\s\W]+|\s+$/g, "");
  return (
    trimmed !== "" &&
    trimmed.length < 80 &&
    Object.values(LANGUAGES).some(({ words }) => words.leaveAlone.test(trimmed))
  );
};

/** "Not interested" holds the word "interested". */
function withoutRefusals(line: string, languages: readonly Words[]): string {
  let rest = line;
  for (const sign of languages.flatMap((words) => [...words.notInterested])) {
    rest = rest.replace(new RegExp(sign.source, "g"), " ");
  }
  return rest;
}
