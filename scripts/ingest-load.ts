import { parseArgs } from "node:util";
import { runExperiment } from "./ingest/experiment";
import { fail, say } from "./runtime/progress";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "300" }, senders: { type: "string", default: "64" } },
});

/** Load with a killed process, a crashed database and an orderly stop in the middle; fails unless acknowledged = stored. */
async function load(): Promise<void> {
  const seconds = Number(values.seconds);
  const outcome = await runExperiment({ seconds, senders: Number(values.senders), report: say });
  const { acknowledged, missing, database, answers, perSecond, longestSilenceMs, recoveredAfterMs, peakMemory } =
    outcome;
  const busiest = Math.max(...perSecond.filter(Boolean));
  say(`acknowledged ${acknowledged.length} · stored ${database.stored} · different keys ${database.keys}`);
  say(`counted in daily_stats ${database.counted} · lines of the ledger ${database.lines} · missing ${missing.length}`);
  say(`answers ${JSON.stringify(answers)}`);
  say(`events/s ${Math.round(acknowledged.length / seconds)} on average, ${busiest} in the best second`);
  say(`longest silence ${Math.round(longestSilenceMs)} ms · answering again ${recoveredAfterMs} ms after the crash`);
  say(`most memory of a process ${peakMemory} MB · the orderly stop ended with ${outcome.exitCode}`);
  const all = new Set([acknowledged.length, ...Object.values(database)]);
  if (missing.length > 0 || all.size > 1) throw new Error("The acknowledged events are not the stored ones.");
  say("acknowledged = stored");
}

await load().catch(fail);
process.exit();
