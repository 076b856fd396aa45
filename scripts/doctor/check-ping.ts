import { Client } from "pg";
import { fail, ok, warn, type Finding } from "./finding";

const SILENT_SECONDS = 600;

/** Whether somebody elsewhere would notice that this whole installation is silent. */
export async function checkPing(databaseUrl: string, pingUrl: string | undefined): Promise<Finding[]> {
  if (!pingUrl) return judgePing(null);
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ seconds: number | null }>(
      `select extract(epoch from now() - max(ping_answered_at))::float8 as seconds from genesis.fleet_evaluations`,
    );
    return judgePing({ host: new URL(pingUrl).host, seconds: rows[0]?.seconds ?? null });
  } finally {
    await client.end();
  }
}

/** Judged apart from the database, so that each verdict can be tried. `seconds`: since the monitor last answered; null when it never has. */
export function judgePing(ping: { host: string; seconds: number | null } | null): Finding[] {
  if (!ping) {
    return [
      warn(
        "Outside ping: OUTSIDE_PING_URL is not set, so that the silence of this whole installation is noticed by people alone",
        "Make a check at a monitor elsewhere that expects a call each minute, and set its address.",
      ),
    ];
  }
  const { host, seconds } = ping;
  if (seconds !== null && seconds <= SILENT_SECONDS) return [ok(`Outside ping: ${host} answers`)];
  const since = seconds === null ? "has never answered" : `has not answered for ${Math.round(seconds / 60)} minutes`;
  return [
    fail(
      `Outside ping: ${host} ${since}`,
      "Look whether the application and a worker run, whether the address is right, and in the log for “outside ping”.",
    ),
  ];
}
