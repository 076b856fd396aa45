import { expect, it } from "vitest";
import { problemOf, refuseCron } from "@/lib/autopilot/recurring/refuse-cron";
import { AppError } from "@/lib/platform/errors";

const NOW = new Date("2026-11-30T12:00:00Z");

it.each([
  ["0 0 3 * * *", /five fields.*has 6/],
  ["", /five fields.*has 0/],
  ["@fortnightly", /@fortnightly is not known/],
  ["__proto__", /needs five fields/],
  ["constructor", /needs five fields/],
  ["H 3 * * *", /minute is “H”/],
  ["0 H/2 * * *", /hour is “H”/],
  ["60 3 * * *", /The minute “60”/],
  ["0 24 * * *", /The hour “24”/],
  ["0 3 0 * *", /The day of the month “0”/],
  ["0 3 * 13 *", /The month “13”/],
  ["0 3 * * 8", /The day of the week “8”/],
  ["0 3 * * MOON", /The day of the week “MOON”/],
  ["0 3 * * 1#6", /The day of the week “1#6”/],
  ["0 3 5-1 * *", /The day of the month “5-1”/],
  ["${x} 3 * * *", /The minute “\$\{x\}”/],
  ["30 2 30 2 *", /never fires/],
  ["0 0 31 2,4,6,9,11 *", /never fires/],
  ["* * * * *", /again after a minute/],
  ["*/10 * * * *", /again after 10 minutes/],
  ["*/50 * * * *", /again after 10 minutes/],
  ["50 23,0 * * *", /^none$/],
  ["55,0 23,0 * * *", /again after 5 minutes/],
  ["0,50 0,23 1 * *", /^none$/],
  ["*/15 * * * *", /^none$/],
  ["0 3 * * MON-FRI", /^none$/],
  ["0 3 L * *", /^none$/],
  ["0 0 * 2 1#5", /^none$/],
  ["@weekly", /^none$/],
])("%s", (expression, problem) => {
  expect(problemOf(expression, NOW) ?? "none").toMatch(problem);
});

it.each([
  [{ cron_expr: "60 3 * * *", timezone: "UTC" }, "recurring.bad_cron", "cron_expr"],
  [{ cron_expr: "0 3 * * *", timezone: "Mars/Olympus" }, "recurring.bad_zone", "timezone"],
  [{ cron_expr: "0 3 * * *", timezone: "+01:00" }, "recurring.bad_zone", "timezone"],
  [{ cron_expr: "0 3 * * *", timezone: "" }, "recurring.bad_zone", "timezone"],
])("a refusal names the field of %o", (schedule, code, field) => {
  const refusal = (() => {
    try {
      refuseCron(schedule, NOW);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ kind: "impossible", code, details: { field } });
});

it("answers any input of up to 100 characters within 20 ms", () => {
  const parts = [
    "*",
    "0",
    "59",
    "L",
    "1#5",
    "2L",
    "*/7",
    "1-5",
    "29",
    "2",
    "FEB",
    "H",
    ",",
    "-",
    "/",
    "#",
    "@",
    " ",
    "é",
    "0-59/1",
  ];
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const worst = [
    "0 0 * 2 1#5",
    "0 0 29 2 *",
    "* * 29 2 *",
    `${"1,".repeat(48)}1 0 * * *`,
    "*/1 */1 * 2 1#5",
    "59 23 31 12 *",
  ];
  const made = Array.from({ length: 3000 }, () => {
    const fields = Array.from({ length: 5 }, () =>
      Array.from({ length: 1 + random(3) }, () => parts[random(parts.length)]).join(random(2) ? "," : ""),
    );
    return fields.join(" ").slice(0, 100);
  });
  // Time of the processor, so that a busy machine makes nothing slow.
  const took = (expression: string): number => {
    const { user } = process.cpuUsage();
    problemOf(expression, NOW);
    return (process.cpuUsage().user - user) / 1000;
  };
  took("1 1 * * *");
  const slow = [...worst, ...made].filter((expression) => took(expression) > 20);
  // A first reading may compile or collect garbage: an input is slow when it is slow again.
  const again = slow.filter((expression) => took(`${expression} `) > 20);
  expect(again).toEqual([]);
});
