import type { Draft, Figure, LintItem } from "@/lib/autopilot/wording/schemas";

/** The same sequence of numbers below one for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low));

const COUNTED = [
  ["sends", "emails sent", 40, 900],
  ["deliveries", "emails delivered", 30, 800],
  ["replies", "replies", 3, 60],
  ["bounces", "bounces", 2, 30],
  ["pageviews", "page views", 100, 5000],
  ["leads", "leads from the website", 2, 90],
] as const;
const WINDOWS = [
  ["7d", "last 7 days"],
  ["30d", "last 30 days"],
] as const;
export const PEOPLE = ["lena@example.com", "otto@example.org", "maja@example.net"];
export const STRANGERS = ["Globex", "Initech", "ida@elsewhere.example"];

/** A company's figures; no two of one unit are equal, so that each changed number is a wrong one. */
export function randomFacts(random: Random): Omit<Draft, "text"> {
  const taken = new Set<number>();
  const fresh = (low: number, high: number): number => {
    for (;;) {
      const value = between(random, low, high);
      if (taken.has(value)) continue;
      taken.add(value);
      return value;
    }
  };
  const figures: Figure[] = COUNTED.flatMap(([id, label, low, high]) =>
    WINDOWS.map(([key, window]) => ({
      id: `${id}_${key}`,
      label,
      value: fresh(low, high),
      unit: "count",
      window,
      ref: `k:${id}`,
      measured: true,
    })),
  );
  for (const [key, window] of WINDOWS)
    figures.push({
      id: `revenue_${key}`,
      label: "revenue",
      value: fresh(100, 9000),
      unit: "USD",
      window,
      ref: "k:revenue",
      measured: true,
      payments: between(random, 1, 9),
    });
  const items: LintItem[] = PEOPLE.map((entity, index) => ({
    id: `a:000000000${index}`,
    text: `Email ${entity}: A question about invoices`,
    ref: `a:000000000${index}`,
    verdict: index === 2 ? "claimed" : "verified",
    kind: "email.send",
    entity,
    at: index === 0 ? "2026-11-29" : "2026-11-20",
  }));
  return { figures, items, names: ["Acme Boats", ...PEOPLE, "Northwind", "acme.example"], today: "2026-11-30" };
}

export type Valid = { sentence: string; figure?: Figure; other?: Figure; person?: string };

const amount = ({ value, unit }: Figure): string => (unit === "USD" ? `$${value.toFixed(2)}` : String(value));
const nounOf = ({ label }: Figure): string => label;

/** A sentence that its figures and items support. */
export function validSentence(random: Random, { figures, items }: Omit<Draft, "text">): Valid {
  const figure = pick(random, figures);
  const other = pick(
    random,
    figures.filter(({ id, unit, window }) => id !== figure.id && unit === "count" && window === figure.window),
  );
  const number = amount(figure);
  const noun = nounOf(figure);
  const counted = [
    `There were ${number} ${noun} in the ${figure.window}.`,
    `In the ${figure.window} we counted ${number} ${noun}.`,
    `The company had ${number} ${noun} and ${amount(other)} ${nounOf(other)} in the ${figure.window}.`,
    `- ${noun}: ${number} (${figure.window})`,
    `Acme Boats had {{fig:${figure.id}}} ${noun} in the ${figure.window}.`,
    `There were {{fig:${figure.id}}} ${noun}.`,
  ];
  const money = [`Revenue was ${number} in the ${figure.window}.`, `Revenue was {{fig:${figure.id}}}.`];
  const told = [
    `The email to ${PEOPLE[0]} was sent yesterday.`,
    `The email to ${PEOPLE[1]} was sent and checked. [a:0000000001]`,
    `{{item:${items[0]?.id}}}.`,
    `A second email to ${PEOPLE[0]} will be sent once you approve it.`,
    "Two proposals wait for your decision.",
    "Please look at the two open questions.",
    "Next, you could ask Northwind for a call.",
  ];
  const roll = random();
  if (roll < 0.6) {
    const sentence = pick(random, figure.unit === "USD" ? money : counted);
    return { sentence, figure, other: sentence.includes(` and ${amount(other)} `) ? other : undefined };
  }
  const sentence = pick(random, told);
  return { sentence, person: PEOPLE.find((one) => sentence.includes(one)) };
}
