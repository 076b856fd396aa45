/** A number that code measured. The model names it by `{{fig:<id>}}`, and code writes it. */
export type Figure = {
  id: string;
  value: number;
  /** `count`, `percent`, a currency such as `USD`, or a word such as `days`. */
  unit: string;
  /** The thing that is counted, such as "replies"; a sentence with the number must name it. */
  label: string;
  /** Such as "last 7 days". */
  window: string;
  ref: string;
  /** False when no event of its kind was ever seen: it is then "not measured", never zero. */
  measured: boolean;
  /** For money: how many payments the sum is of. */
  payments?: number;
  /** For a rate: how many it is a share of. */
  sample?: number;
};

/** A fact that code read. The model names it by `{{item:<id>}}`, and code writes its text. */
export type LintItem = {
  id: string;
  text: string;
  ref: string;
  /** Only a verified one may be told as something that happened. */
  verdict: "verified" | "accepted" | "claimed";
  /** The kind of action or event, such as `email.send`. */
  kind?: string;
  /** The person, company or page that it is about. */
  entity?: string;
  /** Its day, such as 2026-11-30, or an instant. */
  at?: string;
};

export type Draft = {
  text: string;
  figures: readonly Figure[];
  items: readonly LintItem[];
  /** People, companies, hosts and pages that a text about this company may name. */
  names: readonly string[];
  /** Today, as 2026-11-30: time words are read from it. */
  today?: string;
};

export type RemovedSentence = { sentence: string; why: string };
export type LintedText = { text: string; removed: RemovedSentence[] };
